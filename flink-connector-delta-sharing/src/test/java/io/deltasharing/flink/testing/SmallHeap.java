/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own with little heap, in which queries run on a Flink of its own: what it survives
 * was held in bounds.
 */
public final class SmallHeap implements AutoCloseable {
  private static final String ANSWER = "ANSWER ";

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  private SmallHeap(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /**
   * Starts it.
   *
   * @param ddl declares the table to query
   * @param scratch where the statement is put down
   */
  public static SmallHeap start(int megabytes, String ddl, Path scratch) throws IOException {
    Path statement = Files.writeString(scratch.resolve("table.sql"), ddl);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + megabytes + "m");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SmallHeap.class.getName(), statement.toString()));
    return new SmallHeap(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Queries the table. */
  public String query() throws IOException {
    in.println("query");
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(ANSWER)) {
        return line.substring(line.indexOf(ANSWER) + ANSWER.length());
      }
    }
    throw new IOException("the small JVM has ended");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The other side. */
  public static void main(String[] args) throws IOException {
    String ddl = Files.readString(Path.of(args[0]));
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (questions.readLine() != null) {
      System.out.println();
      System.out.println(ANSWER + QueryAnswer.ofBatch(ddl));
    }
  }
}
