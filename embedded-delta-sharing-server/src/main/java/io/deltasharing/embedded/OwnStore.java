/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The store that runs beside the sharing server and serves the tables' directories. */
final class OwnStore implements TableStore {

  private static final String REGION = "us-east-1";
  private static final String BUCKET = "embedded-delta-sharing";

  private final Grants grants;
  private final StoredDirectories directories = new StoredDirectories();
  private final StoreRefusals refusals;
  private final LoopbackHttpServer server;

  OwnStore(
      Grants grants,
      StoreRefusals refusals,
      Clock clock,
      AnswerFaults answerFaults,
      Counters counters) {
    this.grants = grants;
    this.refusals = refusals;
    StoreHandler handler = new StoreHandler(grants, directories, refusals);
    server =
        LoopbackHttpServer.start(
            "embedded-store",
            0,
            Map.of(
                "/*", new StoreServlet(handler, grants, refusals, clock, answerFaults, counters)));
  }

  @Override
  public URI endpoint() {
    return server.uri();
  }

  /** The store accepts any. */
  @Override
  public String region() {
    return REGION;
  }

  @Override
  public StorageLocation root(TableName table) {
    return StorageLocation.of(BUCKET, table);
  }

  @Override
  public void serve(StorageLocation location, Path directory) {
    directories.serve(location, directory);
  }

  @Override
  public Grant vend(StorageLocation location) {
    return grants.vend(location);
  }

  @Override
  public List<String> secrets() {
    return grants.secrets();
  }

  @Override
  public void revoke(Predicate<Grant> wanted) {
    grants.revoke(wanted);
  }

  @Override
  public void expiredAs403(boolean cephDialect) {
    refusals.expiredAs403(cephDialect);
  }

  @Override
  public void close() {
    server.close();
  }
}
