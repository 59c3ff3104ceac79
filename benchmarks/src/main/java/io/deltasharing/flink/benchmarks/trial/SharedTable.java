/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.access.DirectoryAccess;
import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.credentials.VendedCredential;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.Surroundings;
import io.deltasharing.flink.sharing.UserAgent;
import io.deltasharing.flink.storage.S3Options;
import io.deltasharing.flink.storage.ScopedStorage;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table of a sharing server, with credentials that outlive a trial. */
final class SharedTable {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private SharedTable() {}

  static OurTable open(Shared shared, String name) throws Exception {
    DirectoryAccess access = access(shared, name);
    List<CredentialHolder> holders = new ArrayList<>();
    for (StorageLocation location : access.locations()) {
      CredentialHolder holder =
          new CredentialHolder(location, SharedTable::refuseToRenew, System::nanoTime);
      holder.offer(new HeldCredential(access.vendor().vend(location), 1));
      holders.add(holder);
    }
    ScopedStorage storage =
        new ScopedStorage(
            new CredentialScope(holders), new S3Options(shared.store(), null, true, Map.of()));
    return OurTable.open(storage, access.root(), name);
  }

  /** A credential for the table's directory. */
  static VendedCredential vend(Shared shared, String name) throws Exception {
    DirectoryAccess access = access(shared, name);
    return access.vendor().vend(access.root());
  }

  private static DirectoryAccess access(Shared shared, String name) throws Exception {
    byte[] profile = Files.readAllBytes(shared.profile());
    Surroundings world =
        new Surroundings(
            Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()), () -> 0.5);
    SharingClient client =
        SharingClient.builder(() -> profile, new UserAgent("benchmark", "none", "17"), world)
            .build();
    return DirectoryAccess.open(
        client, client, SharedTableName.parse(name), AccessChoice.AUTO, LIFETIME);
  }

  private static void refuseToRenew(long generation) {
    throw new IllegalStateException("a trial outlived its credential");
  }
}
