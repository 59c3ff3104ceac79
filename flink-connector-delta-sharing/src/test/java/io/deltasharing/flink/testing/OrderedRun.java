/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * A JVM of its own with little heap, in which one reader streams a table until enough rows have
 * come, with checkpoints kept in a directory; it notes whether versions came in order. Both sides
 * of it: {@link #of} is the test's.
 */
public final class OrderedRun {
  private static final String RESULT = "RESULT ";

  private OrderedRun() {}

  /** What came of it. */
  public record Outcome(long rows, boolean ordered, long checkpointBytes, int checkpoints) {}

  /**
   * Runs it to its end.
   *
   * @param ddl declares a table {@code trades} with a column {@code v} of versions
   * @param scratch where the statement is put down and checkpoints are written
   */
  public static Outcome of(int megabytes, String ddl, long rows, Path scratch) throws Exception {
    Path statement = Files.writeString(scratch.resolve("table.sql"), ddl);
    Path checkpoints = Files.createDirectories(scratch.resolve("checkpoints"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + megabytes + "m");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(it -> it.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            OrderedRun.class.getName(),
            statement.toString(),
            Long.toString(rows),
            checkpoints.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(scratch.resolve("err.txt").toFile())
            .redirectOutput(scratch.resolve("out.txt").toFile())
            .start();
    try {
      int status = process.waitFor();
      List<String> out = Files.readAllLines(scratch.resolve("out.txt"));
      String result =
          out.stream()
              .filter(it -> it.contains(RESULT))
              .findFirst()
              .orElseThrow(() -> new AssertionError("status " + status + ": " + tail(out)));
      String[] parts = result.substring(result.indexOf(RESULT) + RESULT.length()).split(" ", 2);
      List<Long> sizes = new CheckpointSizes(checkpoints).all();
      return new Outcome(
          Long.parseLong(parts[0]),
          Boolean.parseBoolean(parts[1]),
          sizes.stream().mapToLong(it -> it).max().orElse(0),
          sizes.size());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String tail(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  /** The other side. */
  public static void main(String[] args) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "500 ms");
    configuration.setString("execution.checkpointing.dir", args[2]);
    configuration.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    configuration.setString("execution.checkpointing.num-retained", "1000");
    configuration.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.executeSql(Files.readString(Path.of(args[0]), StandardCharsets.UTF_8));
    Order.enough = Long.parseLong(args[1]);
    sql.toDataStream(sql.sqlQuery("SELECT v FROM trades"))
        .map(row -> row.<Long>getFieldAs(0))
        .returns(Types.LONG)
        .map(new Order())
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("ordered");
    CompletableFuture<?> end =
        job.getJobExecutionResult().whenComplete((result, failure) -> ended(failure));
    Order.DONE.await();
    end.cancel(false);
    job.cancel().join();
    System.out.println();
    System.out.println(RESULT + Order.rows + " " + Order.ordered);
    System.exit(0);
  }

  private static void ended(Throwable failure) {
    if (failure != null && Order.DONE.getCount() > 0) {
      System.out.println(QueryAnswer.words(failure));
      failure.printStackTrace(System.out);
      System.exit(1);
    }
    Order.DONE.countDown();
  }

  /** Looks at versions as they go by. One at a time in the JVM. */
  private static final class Order implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final CountDownLatch DONE = new CountDownLatch(1);
    private static volatile long enough;
    private static volatile long rows;
    private static volatile boolean ordered = true;
    private static long last;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public Long map(Long version) {
      ordered &= version >= last;
      last = version;
      rows++;
      if (rows == enough) {
        DONE.countDown();
      }
      return version;
    }
  }

  /** The bytes of each checkpoint below a directory. */
  private record CheckpointSizes(Path directory) {
    List<Long> all() throws IOException {
      try (var found = Files.walk(directory)) {
        return found
            .filter(it -> it.getFileName().toString().startsWith("chk-"))
            .filter(it -> Files.exists(it.resolve("_metadata")))
            .map(CheckpointSizes::bytes)
            .toList();
      }
    }

    private static long bytes(Path checkpoint) {
      try (var files = Files.list(checkpoint)) {
        return files.mapToLong(it -> it.toFile().length()).sum();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
