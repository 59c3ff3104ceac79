/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs statements from standard input on a cluster, one a line. Started on the class path of the
 * Flink under test, where nothing else of this module is needed.
 *
 * <p>Arguments: Flink's configuration directory, and the runtime mode. A line is a verb, a tab and
 * what it is about: {@code SET key=value}, {@code RESET key}, {@code EXECUTE}, {@code SUBMIT} and
 * {@code QUERY} with a statement. Answers begin with {@code ##}, for others print here as well.
 */
public final class StatementProgram {
  static final String MARK = "##";
  static final String JOB = MARK + "JOB ";
  static final String ROW = MARK + "ROW ";
  static final String DONE = MARK + "DONE";
  static final String ERROR = MARK + "ERROR ";

  private final Configuration configuration;
  private final PrintStream out;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> declarations = new ArrayList<>();
  private TableEnvironment tables;

  private StatementProgram(Configuration configuration, PrintStream out) {
    this.configuration = configuration;
    this.out = out;
    this.tables = environment(configuration);
  }

  /** Ends with the input. */
  public static void main(String[] args) throws IOException {
    Configuration configuration = GlobalConfiguration.loadConfiguration(args[0]);
    configuration.setString("execution.target", "remote");
    configuration.setString("execution.runtime-mode", args[1]);
    StatementProgram program = new StatementProgram(configuration, System.out);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      program.answer(line);
    }
  }

  private static TableEnvironment environment(Configuration configuration) {
    return TableEnvironment.create(
        EnvironmentSettings.newInstance().withConfiguration(configuration).build());
  }

  private void answer(String line) {
    int tab = line.indexOf('\t');
    try {
      run(line.substring(0, tab), line.substring(tab + 1));
      out.println(DONE);
    } catch (Exception e) {
      out.println(ERROR + causes(e));
    }
    out.flush();
  }

  private void run(String verb, String about) throws Exception {
    switch (verb) {
      case "SET" -> {
        int equals = about.indexOf('=');
        set(about.substring(0, equals), about.substring(equals + 1));
      }
      case "RESET" -> reset(about);
      case "EXECUTE" -> {
        tables.executeSql(about);
        declarations.add(about);
      }
      case "SUBMIT" -> {
        TableResult result = tables.executeSql(about);
        JobClient job =
            result.getJobClient().orElseThrow(() -> new IllegalStateException("no job was made"));
        out.println(JOB + job.getJobID());
      }
      case "QUERY" -> query(about);
      default -> throw new IllegalArgumentException("Unknown verb " + verb);
    }
  }

  private void set(String key, String value) {
    options.put(key, value);
    tables.getConfig().set(key, value);
  }

  /** What a job was once submitted with stays with its environment; only a new one is without. */
  private void reset(String key) {
    options.remove(key);
    tables = environment(configuration);
    options.forEach((name, value) -> tables.getConfig().set(name, value));
    declarations.forEach(tables::executeSql);
  }

  private void query(String select) throws Exception {
    try (CloseableIterator<Row> rows = tables.executeSql(select).collect()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.getArity(); i++) {
          fields.add(String.valueOf(row.getField(i)));
        }
        out.println(fields.stream().collect(Collectors.joining("\t", ROW, "")));
      }
    }
  }

  private static String causes(Throwable failure) {
    List<String> messages = new ArrayList<>();
    for (Throwable it = failure; it != null; it = it.getCause()) {
      messages.add(String.valueOf(it.getMessage()).replace('\n', ' '));
    }
    return String.join(" <- ", messages);
  }
}
