/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sharing;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.FreePort;
import io.deltasharing.flink.e2e.process.JavaCommand;
import io.deltasharing.flink.e2e.process.JsonHttp;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The embedded sharing server in front of a store that is not its own. Comes back after a kill with
 * the same port and token. Not thread-safe.
 */
public final class SharingServer implements AutoCloseable {
  private static final Patience START = new Patience(Duration.ofSeconds(60));
  private static final int TOKEN_BYTES = 24;

  private final Path directory;
  private final JavaCommand command;
  private final JsonHttp http;
  private ServerProcess process;
  private long vendsOfKilled;

  private SharingServer(Path directory, JavaCommand command, int port) {
    this.directory = directory;
    this.command = command;
    this.http = new JsonHttp(URI.create("http://127.0.0.1:" + port));
    this.process = launch();
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @param tables directories by {@code share.schema.table}
   * @param store the properties file of the store and its STS
   * @param lifetime of credentials
   */
  public static SharingServer start(
      Path directory, Map<String, Path> tables, Path store, Duration lifetime) {
    int port = FreePort.find();
    Path token = directory.resolve("bearer-token");
    writeToken(token);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port",
                String.valueOf(port),
                "--external-store",
                store.toString(),
                "--bearer-token-file",
                token.toString(),
                "--record-secrets",
                secrets(directory).toString(),
                "--print-profile",
                profile(directory).toString(),
                "--credential-lifetime",
                lifetime.toMillis() + "ms",
                "--admin"));
    tables.forEach(
        (name, place) -> {
          arguments.add("--table");
          arguments.add(name + '=' + place);
        });
    List<Path> classPath =
        java.util.regex.Pattern.compile(":")
            .splitAsStream(System.getProperty("java.class.path"))
            .map(Path::of)
            .toList();
    JavaCommand command =
        new JavaCommand(
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            classPath,
            "io.deltasharing.embedded.EmbeddedDeltaSharingServerMain",
            arguments);
    SharingServer server = new SharingServer(directory, command, port);
    try {
      server.awaitStart();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The profile file that jobs are given. */
  public Path profile() {
    return profile(directory);
  }

  /** Every secret given out so far, over all restarts, and the bearer token. */
  public List<String> secretsInPlay() {
    try {
      List<String> secrets = new ArrayList<>(Files.readAllLines(secrets(directory)));
      secrets.add(Files.readString(directory.resolve("bearer-token")).strip());
      return secrets;
    } catch (IOException e) {
      throw new Failure("The server's record of secrets", e);
    }
  }

  /**
   * How often credentials were given out, by the server that runs and by those that were killed.
   */
  public long vends() {
    return vendsOfKilled + http.get("/admin/counters").path("vends").asLong();
  }

  /** From now on the table is refused with 403. */
  public void revokeAccess(String table) {
    http.post("/admin/faults", Map.of("fault", "revokeAccess", "table", table, "status", 403));
  }

  /** Ends {@link #revokeAccess}. */
  public void restoreAccess(String table) {
    http.post("/admin/faults", Map.of("fault", "restoreAccess", "table", table));
  }

  /** SIGKILL. */
  public void kill() {
    vendsOfKilled += http.tryGet("/admin/counters").path("vends").asLong();
    process.kill();
  }

  public void restart() {
    process = launch();
    awaitStart();
  }

  public void suspend() {
    process.suspend();
  }

  public void resume() {
    process.resume();
  }

  @Override
  public void close() {
    process.kill();
  }

  private ServerProcess launch() {
    return ServerProcess.start(
        "sharing-server", directory, directory.resolve("sharing-server.log"), command.words());
  }

  private void awaitStart() {
    START.await(
        "the sharing server answers; see " + process.log(),
        () -> !http.tryGet("/admin/counters").isMissingNode());
  }

  private static Path profile(Path directory) {
    return directory.resolve("config.share");
  }

  private static Path secrets(Path directory) {
    return directory.resolve("secrets-in-play");
  }

  private static void writeToken(Path file) {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(token));
    } catch (IOException e) {
      throw new Failure("Cannot write the token's file", e);
    }
  }
}
