/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.JavaCommand;
import io.deltasharing.flink.e2e.process.Leftovers;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Talks with a {@link StatementProgram}. */
final class ProgramSession implements SqlSession {
  private final Process process;
  private final BufferedWriter statements;
  private final BufferedReader answers;
  private final Path log;

  private ProgramSession(Process process, Path log) {
    this.process = process;
    this.statements = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.log = log;
  }

  static ProgramSession start(JavaCommand command, Path log) {
    try {
      return new ProgramSession(
          Leftovers.watch(new ProcessBuilder(command.words()).redirectErrorStream(true).start()),
          log);
    } catch (IOException e) {
      throw new Failure("Cannot start a program for SQL", e);
    }
  }

  @Override
  public void set(String key, String value) {
    ask("SET", key + '=' + value);
  }

  @Override
  public void reset(String key) {
    ask("RESET", key);
  }

  @Override
  public void execute(String statement) {
    ask("EXECUTE", statement);
  }

  @Override
  public String submit(String insert) {
    return ask("SUBMIT", insert).stream()
        .filter(line -> line.startsWith(StatementProgram.JOB))
        .map(line -> line.substring(StatementProgram.JOB.length()))
        .findFirst()
        .orElseThrow(() -> new Failure("No job for: " + insert));
  }

  @Override
  public List<List<String>> query(String select) {
    return ask("QUERY", select).stream()
        .filter(line -> line.startsWith(StatementProgram.ROW))
        .map(line -> List.of(line.substring(StatementProgram.ROW.length()).split("\t", -1)))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The program's answers to one line; whatever else it prints goes to the log. */
  private List<String> ask(String verb, String about) {
    try {
      statements.write(verb + '\t' + about.replace('\n', ' ') + '\n');
      statements.flush();
      List<String> lines = new ArrayList<>();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.equals(StatementProgram.DONE)) {
          return lines;
        }
        if (line.startsWith(StatementProgram.ERROR)) {
          throw new Failure(about + " failed: " + line.substring(StatementProgram.ERROR.length()));
        }
        if (line.startsWith(StatementProgram.MARK)) {
          lines.add(line);
        } else {
          Files.writeString(log, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
      throw new Failure("The program for SQL ended; see " + log);
    } catch (IOException e) {
      throw new Failure("The program for SQL is gone; see " + log, e);
    }
  }
}
