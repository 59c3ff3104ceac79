/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.ExternalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePublisherTest {

  private static final String KEYS = "PUT /lake/s/c/t/";

  @TempDir Path table;
  private UploadLog store;
  private TablePublisher publisher;

  @BeforeEach
  void start() throws IOException {
    store = new UploadLog();
    publisher =
        new TablePublisher(
            new ExternalStore(
                store.endpoint(), store.endpoint(), "us-east-1", "lake", "id", "secret", "role"));
    write("a.parquet", "a");
    write("_delta_log/00000000000000000000.json", "0");
    write("_delta_log/_last_checkpoint", "0");
  }

  @AfterEach
  void stop() {
    publisher.close();
    store.close();
  }

  @Test
  void uploadsOnlyWhatIsNew() throws IOException {
    publisher.publish(table, "s/c/t");
    assertThat(store.uploads())
        .containsExactly(
            KEYS + "a.parquet",
            KEYS + "_delta_log/00000000000000000000.json",
            KEYS + "_delta_log/_last_checkpoint");
    store.uploads().clear();
    publisher.publish(table, "s/c/t");
    assertThat(store.uploads()).isEmpty();
    write("b.parquet", "b");
    write("_delta_log/00000000000000000001.json", "1");
    write("_delta_log/_last_checkpoint", "10");
    publisher.publish(table, "s/c/t");
    assertThat(store.uploads())
        .containsExactly(
            KEYS + "b.parquet",
            KEYS + "_delta_log/00000000000000000001.json",
            KEYS + "_delta_log/_last_checkpoint");
  }

  @Test
  void goesOnWhereItEnded() throws IOException {
    store.takeUntil(1);
    assertThatThrownBy(() -> publisher.publish(table, "s/c/t"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "The store at "
                + store.endpoint()
                + " did not take s3://lake/s/c/t/_delta_log/00000000000000000000.json, try again"
                + " later: ");
    store.takeUntil(Integer.MAX_VALUE);
    publisher.publish(table, "s/c/t");
    assertThat(store.uploads())
        .containsExactly(
            KEYS + "a.parquet",
            KEYS + "_delta_log/00000000000000000000.json",
            KEYS + "_delta_log/_last_checkpoint");
  }

  @Test
  void saysThatTheStoreIsAway() {
    store.close();
    assertThatThrownBy(() -> publisher.publish(table, "s/c/t"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Connection refused");
  }

  private void write(String name, String content) throws IOException {
    Path file = table.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
