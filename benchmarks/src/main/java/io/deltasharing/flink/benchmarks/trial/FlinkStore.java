/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.credentials.StorageCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.credentials.VendedCredential;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.fs.hdfs.HadoopFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * The shared store as a file system of Flink's own, by the S3A client and with the settings that
 * the connector has, and a credential that was vended for the table. Made as Flink's plugin for S3
 * makes it, and found as a service.
 */
public final class FlinkStore implements FileSystemFactory {
  private static volatile Map<String, String> settings = Map.of();
  private static volatile String directory = "";

  /** S3A looks whether a directory is an object, which a credential for what is in it may not. */
  private static final class TableFileSystem extends HadoopFileSystem {
    private final String directory;

    TableFileSystem(S3AFileSystem store, String directory) {
      super(store);
      this.directory = directory;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      return path.getPath().equals(directory) ? new Directory(path) : super.getFileStatus(path);
    }
  }

  private record Directory(Path getPath) implements FileStatus {
    @Override
    public long getLen() {
      return 0;
    }

    @Override
    public long getBlockSize() {
      return 0;
    }

    @Override
    public short getReplication() {
      return 1;
    }

    @Override
    public long getModificationTime() {
      return 0;
    }

    @Override
    public long getAccessTime() {
      return 0;
    }

    @Override
    public boolean isDir() {
      return true;
    }
  }

  @Override
  public String getScheme() {
    return "s3a";
  }

  @Override
  public FileSystem create(URI uri) throws IOException {
    Configuration configuration = new Configuration();
    settings.forEach((key, value) -> configuration.set("fs.s3a." + key, value));
    S3AFileSystem store = new S3AFileSystem();
    store.initialize(uri, configuration);
    return new TableFileSystem(store, directory);
  }

  /**
   * Lets Flink open a table's directory.
   *
   * @return the directory, for the {@code path} of the filesystem connector
   */
  static String open(URI endpoint, VendedCredential vended) {
    if (!(vended.credential() instanceof StorageCredential.AwsSession session)) {
      throw new IllegalArgumentException("the embedded store takes credentials of AWS");
    }
    settings = settings(endpoint, session);
    directory = vended.location().path();
    StorageLocation table = vended.location();
    return "s3a://" + table.authority() + table.path();
  }

  private static Map<String, String> settings(URI endpoint, StorageCredential.AwsSession session) {
    return Map.ofEntries(
        Map.entry("endpoint", endpoint.toString()),
        Map.entry("endpoint.region", "us-east-1"),
        Map.entry("connection.ssl.enabled", "false"),
        Map.entry("path.style.access", "true"),
        Map.entry(
            "aws.credentials.provider", "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider"),
        Map.entry("access.key", session.accessKeyId()),
        Map.entry("secret.key", session.secretAccessKey().reveal()),
        Map.entry("session.token", Objects.requireNonNull(session.sessionToken()).reveal()),
        Map.entry("bucket.probe", "0"),
        Map.entry("audit.enabled", "false"),
        Map.entry("input.stream.type", "classic"),
        Map.entry("experimental.input.fadvise", "random"),
        Map.entry("threads.max", "16"),
        Map.entry("connection.maximum", "64"));
  }
}
