/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.access.DirectoryAccess;
import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.credentials.VendingException;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.Surroundings;
import io.deltasharing.flink.sharing.UserAgent;
import io.deltasharing.flink.storage.S3Options;
import io.deltasharing.flink.storage.ScopedStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A shared table's storage with credentials that the server vended. A refused credential is
 * replaced on the thread that was refused; nothing is renewed before.
 */
public final class VendedAccess implements AutoCloseable {
  /** The generations that the store refused, in order. */
  public final List<Long> refused = new ArrayList<>();

  private final DirectoryAccess access;
  private final CredentialScope scope;
  private final S3Options s3;
  private final ScopedStorage storage;
  private Runnable afterRenewal = () -> {};

  private VendedAccess(DirectoryAccess access, EmbeddedDeltaSharingServer server)
      throws VendingException, InterruptedException {
    this.access = access;
    this.s3 = new S3Options(server.storeEndpoint(), null, true, Map.of());
    List<CredentialHolder> holders = new ArrayList<>();
    for (StorageLocation location : access.locations()) {
      holders.add(holder(location, location));
    }
    this.scope = new CredentialScope(holders);
    this.storage = new ScopedStorage(scope, s3);
  }

  public static VendedAccess open(EmbeddedDeltaSharingServer server, String table, Clock clock)
      throws VendingException, InterruptedException {
    Surroundings world = new Surroundings(clock, duration -> {}, () -> 0.5);
    SharingClient client =
        SharingClient.builder(
                () -> server.profileJson().getBytes(UTF_8), new UserAgent("1", "2", "3"), world)
            .build();
    return new VendedAccess(
        DirectoryAccess.open(
            client, client, SharedTableName.parse(table), AccessChoice.AUTO, Duration.ofMinutes(1)),
        server);
  }

  public StorageLocation root() {
    return access.root();
  }

  public S3Options s3() {
    return s3;
  }

  public ScopedStorage storage() {
    return storage;
  }

  /** What happens between the arrival of a newer credential and its use. */
  public void afterRenewal(Runnable action) {
    afterRenewal = action;
  }

  /** A holder of one location that holds credentials for another, which may be narrower. */
  public CredentialHolder holder(StorageLocation location, StorageLocation vendedFor)
      throws VendingException, InterruptedException {
    CredentialHolder[] self = new CredentialHolder[1];
    CredentialHolder holder =
        new CredentialHolder(location, it -> renew(self[0], vendedFor, it), System::nanoTime);
    self[0] = holder;
    holder.offer(new HeldCredential(access.vendor().vend(vendedFor), 1));
    return holder;
  }

  @Override
  public void close() {
    storage.close();
  }

  private void renew(CredentialHolder holder, StorageLocation vendedFor, long generation) {
    refused.add(generation);
    try {
      holder.offer(new HeldCredential(access.vendor().vend(vendedFor), generation + 1));
      afterRenewal.run();
    } catch (VendingException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
