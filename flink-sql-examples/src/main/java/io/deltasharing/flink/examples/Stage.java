/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.ObjectPath;

/** Sets one example up, on a Flink in this JVM, and plays it. */
final class Stage {

  private static final Set<String> SCRIPTS = Set.of("explore", "report", "ingest", "enrich");
  private static final String DATA_STREAM_JOB = "prices";

  private final ExampleArguments arguments;
  private final Places places;
  private final RunningJob job;
  private final PrintStream out;

  Stage(ExampleArguments arguments, Places places, RunningJob job, PrintStream out) {
    this.arguments = arguments;
    this.places = places;
    this.job = job;
    this.out = out;
  }

  /**
   * Returns when the example has ended or was stopped.
   *
   * @throws UsageException if it was called wrongly
   * @throws StatementFailedException if one of its statements failed
   */
  void play() throws Exception {
    boolean dataStream = arguments.name().equals(DATA_STREAM_JOB);
    SqlScript script = dataStream ? SqlScript.EMPTY : SqlScript.read(file());
    SqlScript tables = tables();
    Configuration settings = settings(tables, script);
    try (LocalSession flink = LocalSession.prepare()) {
      StreamExecutionEnvironment env = flink.environment(settings);
      StreamTableEnvironment sql =
          StreamTableEnvironment.create(
              env, EnvironmentSettings.newInstance().withConfiguration(settings).build());
      ScriptPlayer player = new ScriptPlayer(sql, arguments.options(), job, out);
      player.declare(tables.statements());
      player.play(script.declarations());
      player.refusePending();
      flink.start();
      out.println("Flink's web UI: " + flink.webUi() + "\n");
      if (dataStream) {
        follow(env, optionsOf(sql, ExampleArguments.USUAL_TABLE));
      } else {
        player.play(script.work());
      }
    }
  }

  private Configuration settings(SqlScript tables, SqlScript script) {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, places.savepoints().toUri().toString());
    tables.settings().forEach(settings::setString);
    script.settings().forEach(settings::setString);
    arguments.savepoint().ifPresent(it -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, it));
    return settings;
  }

  private Path file() throws UsageException {
    String name = arguments.name();
    if (SCRIPTS.contains(name)) {
      return places.scripts().resolve(name + ".sql");
    }
    if (name.endsWith(".sql")) {
      return Path.of(name);
    }
    Set<String> known = new TreeSet<>(SCRIPTS);
    known.add(DATA_STREAM_JOB);
    throw new UsageException(
        "There is no example '"
            + name
            + "', only "
            + String.join(", ", known)
            + ", and files whose name ends in .sql");
  }

  private SqlScript tables() throws UsageException {
    if (arguments.profile().isPresent()) {
      List<SqlStatement> declarations = declarations(arguments.profile().get());
      declarations.forEach(it -> out.println(it.text() + ";\n"));
      return new SqlScript(Map.of(), declarations);
    }
    if (arguments.tables().isPresent()) {
      return SqlScript.read(arguments.tables().get());
    }
    Path served = Noticeboard.tables(places.noticeboard());
    if (Files.notExists(served)) {
      throw new UsageException(
          "No tables to read: run bin/quickstart --serve in another terminal, or say which by"
              + " --tables, or by --profile and --table");
    }
    return SqlScript.read(served);
  }

  private List<SqlStatement> declarations(String named) {
    String profile = profile(named);
    return arguments.shared().entrySet().stream()
        .map(it -> SharedTableDeclaration.of(it.getKey(), profile + "#" + it.getValue()))
        .toList();
  }

  /** A file's name is made whole: what is printed may be used where the directory is another. */
  private static String profile(String named) {
    try {
      Path file = Path.of(named).toAbsolutePath().normalize();
      return Files.exists(file) ? file.toString() : named;
    } catch (InvalidPathException e) {
      return named;
    }
  }

  private static Map<String, String> optionsOf(StreamTableEnvironment sql, String table)
      throws Exception {
    Catalog catalog = sql.getCatalog(sql.getCurrentCatalog()).orElseThrow();
    return catalog.getTable(new ObjectPath(sql.getCurrentDatabase(), table)).getOptions();
  }

  private void follow(StreamExecutionEnvironment env, Map<String, String> options)
      throws Exception {
    RunningPrices.define(env, options);
    JobClient client = env.executeAsync("running prices");
    job.begins(client, Optional.empty());
    try {
      client.getJobExecutionResult().get();
    } catch (ExecutionException e) {
      if (!job.stopAsked()) {
        throw e;
      }
    }
  }
}
