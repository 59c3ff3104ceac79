/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.OutOfScopeException;
import io.deltasharing.flink.credentials.StorageLocation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.util.functional.FutureIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One location of a table on S3, by an S3A file system of its own. Ranges are read by S3A; small
 * objects and listings by the client under it, because S3A's own calls add requests that the
 * policies of real providers refuse (a HEAD of a directory, a LIST of the root).
 */
final class S3Storage implements TableStorage {
  private static final Logger LOG = LoggerFactory.getLogger(S3Storage.class);
  private static final int NOT_FOUND = 404;

  /**
   * A commit of fifty thousand files, with statistics, is smaller; what is larger would only fill
   * the JobManager's memory.
   */
  private static final int MAX_WHOLE_OBJECT = 128 << 20;

  private static final String CLOSED = "the storage of the table is closed";

  private final CredentialHolder holder;
  private final Renewal renewal;
  private final String holderId;
  private final S3AFileSystem fileSystem;
  private final S3Client client;
  private final RangeReads ranges;
  private final CompletableFuture<byte[]> closed = new CompletableFuture<>();
  private volatile boolean hidesMissing;

  private S3Storage(
      CredentialHolder holder, String holderId, S3AFileSystem fileSystem, S3Client client) {
    this.holder = holder;
    this.renewal = new Renewal(holder);
    this.holderId = holderId;
    this.fileSystem = fileSystem;
    this.client = client;
    this.ranges = new RangeReads(client, fileSystem.createStoreContext().getExecutor());
  }

  static S3Storage open(CredentialHolder holder, S3Options options) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Hadoop and the SDK look for resources and services in it, and the threads that they start
    // inherit it: it must neither lack our classes nor have others by the same names.
    thread.setContextClassLoader(S3Storage.class.getClassLoader());
    try {
      return openWithOurClasses(holder, options);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static S3Storage openWithOurClasses(CredentialHolder holder, S3Options options)
      throws IOException {
    WireLogs.silence();
    LibraryThreads.letTimersGo();
    String holderId = CredentialRegistry.register(holder);
    S3AFileSystem fileSystem = new S3AFileSystem();
    try {
      fileSystem.initialize(
          S3Configuration.uri(holder.location()), S3Configuration.of(options, holderId));
      S3Client client =
          fileSystem.getS3AInternals().getAmazonS3Client("small objects and start-after listings");
      return new S3Storage(holder, holderId, fileSystem, client);
    } catch (Throwable e) {
      // Also a class that is missing: the registry would keep the credential and our class loader.
      release(holderId);
      closeAfter(e, fileSystem);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, S3AFileSystem fileSystem) {
    try {
      fileSystem.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public Optional<WholeObject> readIfPresent(StorageLocation object) throws IOException {
    if (hidesMissing) {
      return isListed(object) ? Optional.of(send(object, () -> get(object))) : Optional.empty();
    }
    return send(object, () -> readOrAbsent(object));
  }

  @Override
  public byte[] read(StorageLocation object) throws IOException {
    return send(object, () -> get(object)).bytes();
  }

  @Override
  public List<StoredObject> listFrom(StorageLocation from, int most) throws IOException {
    StorageLocation directory =
        from.parent().orElseThrow(() -> new IllegalArgumentException("no directory: " + from));
    String name = from.name();
    return send(from, () -> list(directory, name, most));
  }

  @Override
  public ObjectInput open(StorageLocation object, long length) throws IOException {
    return new S3Input(this, object, length);
  }

  @Override
  public void requireScope(StorageLocation object) {
    if (!holder.location().contains(object)) {
      throw new OutOfScopeException("'" + object + "' does not lie below " + holder.location());
    }
  }

  @Override
  public boolean hidesMissingObjects() {
    return hidesMissing;
  }

  @Override
  public void close() {
    // Whoever waits for a range must not wait for ever: what was not begun is dropped.
    closed.completeExceptionally(new InterruptedIOException(CLOSED));
    try {
      fileSystem.close();
    } catch (IOException e) {
      LOG.warn("Closing the file system of {} failed", holder.location(), e);
    } finally {
      release(holderId);
    }
  }

  private static void release(String holderId) {
    CredentialRegistry.release(holderId);
    if (CredentialRegistry.size() == 0) {
      LibraryThreads.endStatistics();
    }
  }

  FSDataInputStream openStream(StorageLocation object, long length) throws IOException {
    Path path = new Path("s3a", object.authority(), object.path());
    return FutureIO.awaitFuture(
        fileSystem
            .openFile(path)
            .must("fs.option.openfile.length", Long.toString(length))
            .opt("fs.option.openfile.read.policy", "random")
            .build());
  }

  /**
   * Sends with renewal; the SDK's exceptions, and S3A's where they mean a refusal or an absence,
   * come out as {@link IOException}s that name the object.
   */
  <T> T send(StorageLocation object, Renewal.Request<T> request) throws IOException {
    try {
      return renewal.send(request);
    } catch (AbortedException e) {
      throw interrupted(object, e);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (SdkException | IOException e) {
      throw explained(object, e);
    }
  }

  /** Of the newest credential; 0 if there is none. */
  long generation() {
    return holder.current().map(HeldCredential::generation).orElse(0L);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  /**
   * @throws InterruptedIOException if this storage is closed
   */
  void checkOpen() throws InterruptedIOException {
    if (isClosed()) {
      throw new InterruptedIOException(CLOSED);
    }
  }

  /** Begins to read a range on another thread, without renewal. */
  CompletableFuture<byte[]> beginRead(StorageLocation object, ByteRange range) {
    return ranges.begin(object, range);
  }

  /** Waits for what other threads read, until this storage is closed. */
  byte[] await(StorageLocation object, CompletableFuture<byte[]> data) throws IOException {
    try {
      return (byte[]) CompletableFuture.anyOf(closed, data).get();
    } catch (InterruptedException e) {
      throw interrupted(object, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof SdkException failure) {
        throw failure;
      }
      throw new IOException("Reading '" + object + "' failed: " + e.getCause(), e.getCause());
    }
  }

  private Optional<WholeObject> readOrAbsent(StorageLocation object) throws IOException {
    try {
      return Optional.of(get(object));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      if (StorageRefusal.of(e) != StorageRefusal.DENIED) {
        throw e;
      }
      return readIfListed(object);
    }
  }

  /**
   * After a 403. The listing is refused as well if the credential is the trouble, and then the
   * caller renews it.
   */
  private Optional<WholeObject> readIfListed(StorageLocation object) throws IOException {
    if (lists(object)) {
      // It came into being between the two requests; or it is forbidden, and that is thrown now.
      return Optional.of(get(object));
    }
    LOG.info(
        "{} answers 403 for a missing object: from now on it is asked by listing",
        holder.location());
    hidesMissing = true;
    return Optional.empty();
  }

  private WholeObject get(StorageLocation object) throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(object.authority()).key(object.key()).build();
    WholeObject whole = client.getObject(request, S3Storage::whole);
    if (whole.bytes().length > MAX_WHOLE_OBJECT) {
      throw new ObjectTooLargeException(object, MAX_WHOLE_OBJECT);
    }
    return whole;
  }

  /** An answer that is cut off is asked for again, as the SDK does with one that never came. */
  private static WholeObject whole(GetObjectResponse response, AbortableInputStream body)
      throws IOException {
    byte[] bytes;
    try {
      bytes = body.readNBytes(MAX_WHOLE_OBJECT + 1);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw RetryableException.create("the answer was cut off: " + e.getMessage(), e);
    }
    if (bytes.length > MAX_WHOLE_OBJECT) {
      // The rest is not worth reading.
      body.abort();
    }
    return new WholeObject(bytes, response.lastModified().toEpochMilli());
  }

  private boolean isListed(StorageLocation object) throws IOException {
    return send(object, () -> lists(object));
  }

  /** Of all keys that begin with the object's, its own comes first. */
  private boolean lists(StorageLocation object) {
    return client
        .listObjectsV2(list -> list.bucket(object.authority()).prefix(object.key()).maxKeys(1))
        .contents()
        .stream()
        .anyMatch(it -> it.key().equals(object.key()));
  }

  private List<StoredObject> list(StorageLocation directory, String fromName, int most) {
    List<StoredObject> found = new ArrayList<>();
    String lead = directory.key().isEmpty() ? "" : directory.key() + "/";
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(directory.authority())
            .prefix(lead + commonPrefix(fromName))
            .startAfter(lead + justBefore(fromName))
            .build();
    for (S3Object object : client.listObjectsV2Paginator(request).contents()) {
      String name = object.key().substring(lead.length());
      if (name.compareTo(fromName) >= 0 && name.indexOf('/') < 0) {
        // In whole seconds, as the answer to a GET says it: some stores list milliseconds.
        Instant modified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
        found.add(new StoredObject(directory.child(name), object.size(), modified.toEpochMilli()));
      }
      if (found.size() >= most) {
        break;
      }
    }
    return found;
  }

  /**
   * Names of log files begin with a digit: with its zero in the prefix, sidecars and the like stay
   * out of the listing.
   */
  private static String commonPrefix(String name) {
    return name.startsWith("0") ? "0" : "";
  }

  /**
   * start-after is exclusive; a name without its last character comes before it and all that
   * follows it.
   */
  private static String justBefore(String name) {
    return name.isEmpty() ? "" : name.substring(0, name.length() - 1);
  }

  private IOException explained(StorageLocation object, Exception failure) {
    return switch (StorageRefusal.of(failure)) {
      case EXPIRED ->
          new AccessRefusedException(
              "The store refused '" + object + "' with credentials that were vended just now.",
              failure);
      case DENIED -> denied(object, failure);
      case NONE -> failed(object, failure);
    };
  }

  private static IOException failed(StorageLocation object, Exception failure) {
    if (failure instanceof FileNotFoundException
        || (failure instanceof S3Exception s3 && s3.statusCode() == NOT_FOUND)) {
      return missing(object, failure);
    }
    if (failure instanceof IOException named) {
      return named;
    }
    return new IOException("Reading '" + object + "' failed: " + failure.getMessage(), failure);
  }

  private static FileNotFoundException missing(StorageLocation object, Exception failure) {
    FileNotFoundException missing =
        new FileNotFoundException(
            "'" + object + "' does not exist any more: it was probably removed by a VACUUM.");
    missing.initCause(failure);
    return missing;
  }

  private IOException denied(StorageLocation object, Exception failure) {
    boolean present;
    try {
      present = lists(object);
    } catch (SdkException e) {
      failure.addSuppressed(e);
      present = true;
    }
    if (present) {
      return new AccessRefusedException(
          "Reading '"
              + object
              + "' is forbidden, also with credentials that were vended just now. Ask the table's"
              + " provider whether its grant covers this path.",
          failure);
    }
    return missing(object, failure);
  }

  private static InterruptedIOException interrupted(StorageLocation object, Exception cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException("interrupted while reading " + object);
    e.initCause(cause);
    return e;
  }
}
