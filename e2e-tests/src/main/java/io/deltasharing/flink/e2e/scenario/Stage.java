/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.cluster.FlinkCluster;
import io.deltasharing.flink.e2e.cluster.FlinkDistribution;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.sharing.SharingServer;
import io.deltasharing.flink.e2e.sql.GatewayAccess;
import io.deltasharing.flink.e2e.sql.ProgramAccess;
import io.deltasharing.flink.e2e.sql.RuntimeMode;
import io.deltasharing.flink.e2e.sql.SqlAccess;
import io.deltasharing.flink.e2e.sql.SqlClient;
import io.deltasharing.flink.e2e.sql.SqlSession;
import io.deltasharing.flink.e2e.store.Store;
import io.deltasharing.flink.e2e.table.LiveTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What scenarios play on: a store, a sharing server, shared tables, and a Flink cluster that is
 * kept from one scenario to the next while it is well. Not thread-safe.
 */
public final class Stage implements AutoCloseable {
  private static final int FIRST_ROWS = 100;
  private static final String SCHEMA = "e2e.live.";

  private final FlinkDistribution flink;
  private final Installation installation;
  private final Path connector;
  private final Path ownClasses;
  private final List<String> jvmOptions;
  private final Path directory;
  private final Duration lifetime;
  private final Store store;
  private final SharingServer server;
  private final Map<String, LiveTable> tables = new LinkedHashMap<>();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final List<Path> clusterDirectories = new ArrayList<>();
  private @Nullable RunningFlink running;

  private Stage(Settings settings, Store store, List<String> tableNames) throws IOException {
    this.flink = settings.flink();
    this.installation = settings.installation();
    this.connector = settings.connector();
    this.ownClasses = settings.ownClasses();
    this.jvmOptions = settings.jvmOptions();
    this.directory = settings.directory();
    this.lifetime = settings.lifetime();
    this.store = store;
    Map<String, Path> shared = new LinkedHashMap<>();
    for (String it : tableNames) {
      String name = SCHEMA + it.replace('-', '_');
      Path place = settings.tableRoot().resolve(name.replace('.', '/'));
      tables.put(it, LiveTable.create(name, place, store, FIRST_ROWS, scheduler));
      shared.put(name, place);
    }
    this.server =
        SharingServer.start(
            directory.resolve("sharing"), shared, store.properties(), settings.lifetime());
  }

  /** Creates the tables, publishes them and starts the sharing server; Flink starts when needed. */
  public static Stage set(Settings settings, Store store, List<String> tableNames) {
    try {
      return new Stage(settings, store, tableNames);
    } catch (IOException e) {
      throw new Failure("Cannot publish the tables", e);
    }
  }

  /** How long credentials live. */
  public Duration lifetime() {
    return lifetime;
  }

  public Store store() {
    return store;
  }

  public SharingServer server() {
    return server;
  }

  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  /** Where sinks write. */
  Path output(String name) {
    return directory.resolve("output").resolve(name);
  }

  /** A table by the name that the scenario gave it. */
  public LiveTable table(String name) {
    LiveTable table = tables.get(name);
    if (table == null) {
      throw new Failure("No table " + name + " among " + tables.keySet());
    }
    return table;
  }

  /** The running cluster; starts one if there is none of this kind. */
  public FlinkCluster cluster() {
    return running(false).cluster;
  }

  /** The streaming session of the running cluster. */
  public SqlSession streaming() {
    return running(false).streaming();
  }

  /** A session of its own. */
  public SqlSession open(RuntimeMode mode) {
    return prepared(running(false).sql.open(mode));
  }

  /** Starts a cluster with, or without, Parquet and Hadoop in lib, unless one runs. */
  public void prepare(boolean withParquet) {
    RunningFlink unused = running(withParquet);
  }

  /** Flink's SQL client on the running cluster. */
  public SqlClient client() {
    return new SqlClient(cluster(), jvmOptions);
  }

  /** Whether SQL client and gateway of this Flink are to be had. */
  public boolean hasSqlClient() {
    return flink.hasSqlClient();
  }

  /** The statement that installs the connector in a session; empty if it is in lib. */
  public String addJar() {
    return installation == Installation.LIB ? "" : "ADD JAR '" + connector + "'";
  }

  /** The directories of all clusters so far. */
  public List<Path> clusterDirectories() {
    return List.copyOf(clusterDirectories);
  }

  /** After a failure nothing is taken for granted: the cluster goes, server and store come back. */
  public void recover() {
    stopFlink();
    tables.values().forEach(LiveTable::stopFeed);
    server.resume();
    server.kill();
    store.resume();
    store.kill();
    store.restart();
    server.restart();
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    stopFlink();
    server.close();
  }

  SqlSession prepared(SqlSession session) {
    if (!addJar().isEmpty()) {
      session.execute(addJar());
    }
    return session;
  }

  private RunningFlink running(boolean withParquet) {
    if (running != null && withParquet && !running.withParquet) {
      stopFlink();
    }
    if (running == null) {
      running = startFlink(withParquet);
    }
    return running;
  }

  private RunningFlink startFlink(boolean withParquet) {
    Path place = directory.resolve("flink-" + clusterDirectories.size());
    clusterDirectories.add(place);
    List<Path> jars = new ArrayList<>();
    if (installation == Installation.LIB) {
      jars.add(connector);
    }
    if (withParquet) {
      jars.addAll(flink.parquet());
    }
    FlinkCluster cluster = FlinkCluster.start(flink, jars, jvmOptions, place);
    try {
      SqlAccess sql =
          flink.hasSqlClient()
              ? GatewayAccess.start(cluster, jvmOptions)
              : new ProgramAccess(cluster, jvmOptions, ownClasses);
      return new RunningFlink(cluster, sql, withParquet);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void stopFlink() {
    if (running != null) {
      running.sql.close();
      running.cluster.close();
      running = null;
    }
  }

  /** A cluster with what speaks SQL to it. */
  private final class RunningFlink {
    private final FlinkCluster cluster;
    private final SqlAccess sql;
    private final boolean withParquet;
    private @Nullable SqlSession streaming;

    RunningFlink(FlinkCluster cluster, SqlAccess sql, boolean withParquet) {
      this.cluster = cluster;
      this.sql = sql;
      this.withParquet = withParquet;
    }

    SqlSession streaming() {
      SqlSession session = streaming;
      if (session == null) {
        session = prepared(sql.open(RuntimeMode.STREAMING));
        streaming = session;
      }
      return session;
    }
  }

  /**
   * What a stage is set for.
   *
   * @param connector the packaged jar
   * @param ownClasses this module's classes, for programs on Flink's class path
   * @param directory for all that is written
   * @param tableRoot the tables' directories are below it, each at its name's three parts
   */
  public record Settings(
      FlinkDistribution flink,
      Installation installation,
      Path connector,
      Path ownClasses,
      List<String> jvmOptions,
      Path directory,
      Path tableRoot,
      Duration lifetime) {
    public Settings {
      jvmOptions = List.copyOf(jvmOptions);
    }
  }
}
