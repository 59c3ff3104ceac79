/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import io.deltasharing.flink.access.DirectoryAccess;
import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.Surroundings;
import io.deltasharing.flink.sharing.UserAgent;
import io.deltasharing.flink.storage.S3Options;
import io.deltasharing.flink.storage.ScopedStorage;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads the ids of a shared table by the connector's own classes, without a running Flink: for
 * threads and class loaders that a Flink does not have. It is loaded together with the packaged jar
 * and called by reflection; what goes in and out are the JDK's types.
 */
public final class TableReading implements Callable<List<Long>> {
  private final Path profile;
  private final URI store;
  private final String table;

  public TableReading(Path profile, URI store, String table) {
    this.profile = profile;
    this.store = store;
    this.table = table;
  }

  @Override
  public List<Long> call() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      return read(HttpClient.newBuilder().executor(threads).build());
    } finally {
      threads.shutdown();
    }
  }

  private List<Long> read(HttpClient http) throws Exception {
    Surroundings world = new Surroundings(Clock.systemUTC(), duration -> {}, () -> 0.5);
    SharingClient client =
        SharingClient.builder(
                () -> Files.readAllBytes(profile), new UserAgent("1", "2", "3"), world)
            .httpClient(http)
            .build();
    SharedTableName name = SharedTableName.parse(table);
    DirectoryAccess access =
        DirectoryAccess.open(client, client, name, AccessChoice.AUTO, Duration.ofMinutes(1));
    List<CredentialHolder> holders = new ArrayList<>();
    for (StorageLocation location : access.locations()) {
      CredentialHolder holder = new CredentialHolder(location, generation -> {}, System::nanoTime);
      holder.offer(new HeldCredential(access.vendor().vend(location), 1));
      holders.add(holder);
    }
    S3Options s3 = new S3Options(store, null, true, Map.of());
    try (ScopedStorage storage = new ScopedStorage(new CredentialScope(holders), s3)) {
      return ids(storage, access.root());
    }
  }

  private List<Long> ids(ScopedStorage storage, StorageLocation root) throws Exception {
    DeltaLog log = new DeltaLog(storage, root, table, Runnable::run);
    TableSnapshot snapshot = log.latest();
    RowType columns = RowType.of(false, new BigIntType[] {new BigIntType()}, new String[] {"id"});
    KernelFileReader reader =
        KernelFileReader.of(storage, root, snapshot.definition(), columns, table);
    List<Long> ids = new ArrayList<>();
    for (DataFile file : log.files(snapshot.version(), null, 0, Integer.MAX_VALUE).files()) {
      try (FileRows rows = reader.open(file, 0)) {
        for (Optional<RowBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
          for (int i = 0; i < batch.get().size(); i++) {
            ids.add(batch.get().row(i).getLong(0));
          }
        }
      }
    }
    return ids;
  }
}
