/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import io.deltasharing.embedded.EmbeddedDeltaSharingServerMain;
import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Tables;
import io.deltasharing.flink.benchmarks.trial.Shared;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The embedded sharing server and its store, in a process of their own. */
final class SharingProcess implements AutoCloseable {
  private static final Pattern SHARING = Pattern.compile("Delta Sharing endpoint +(\\S+)");
  private static final Pattern STORE = Pattern.compile("Store endpoint +(\\S+) .*");
  private static final String LAST_LINE = "Stop with";

  private final Process process;
  private final Shared shared;

  private SharingProcess(Process process, Shared shared) {
    this.process = process;
    this.shared = shared;
  }

  /**
   * Shares tables.
   *
   * @param profile the file to write endpoint and token to
   */
  static SharingProcess start(Tables tables, Set<Dataset> shared, Path profile, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(EmbeddedDeltaSharingServerMain.class.getName());
    command.addAll(List.of("--credential-lifetime", "12h", "--admin"));
    command.addAll(List.of("--print-profile", profile.toString()));
    for (Dataset dataset : shared) {
      command.add("--table");
      command.add(dataset.tableName() + "=" + tables.directory(dataset));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      return new SharingProcess(process, places(process, profile, log));
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Shared places(Process process, Path profile, Path log) throws IOException {
    @Nullable URI sharing = null;
    @Nullable URI store = null;
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher sharingLine = SHARING.matcher(line);
      Matcher storeLine = STORE.matcher(line);
      if (sharingLine.matches()) {
        sharing = URI.create(sharingLine.group(1));
      } else if (storeLine.matches()) {
        store = URI.create(storeLine.group(1));
      } else if (line.startsWith(LAST_LINE) && sharing != null && store != null) {
        return new Shared(profile, store, sharing.resolve("/admin/counters"));
      }
    }
    throw new IOException("the sharing server did not start; what it said is in " + log);
  }

  Shared shared() {
    return shared;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
