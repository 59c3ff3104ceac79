/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Delta Sharing server and the S3 store behind it, both on 127.0.0.1. The store serves the
 * tables' directories live, read-only, and enforces what was vended: signature, session token,
 * expiry and prefix. With {@link Builder#externalStore} another store takes its place.
 *
 * <p>Thread-safe. {@link #close()} releases both ports; nothing on disk is changed or removed.
 */
public final class EmbeddedDeltaSharingServer implements AutoCloseable {

  private final Counters counters = new Counters();
  private final SharedTables tables = new SharedTables();
  private final AnswerFaults answerFaults = AnswerFaults.onOwnThread();
  private final Access access;
  private final Faults faults;
  private final VendingEndpoint vending;
  private final TableStore store;
  private final LoopbackHttpServer sharing;

  private EmbeddedDeltaSharingServer(Builder builder) {
    access = new Access(new BearerTokens(builder.bearerToken), new RevokedTables(), counters);
    OffsetClock clock = new OffsetClock(builder.clock);
    ReportedExpiry expiry = new ReportedExpiry();
    store = store(builder, clock);
    faults = new Faults(answerFaults, expiry, clock, store, access, tables);
    try {
      vending = new VendingEndpoint(tables, store, expiry, counters, builder.secretsRecord());
      builder.tables.forEach(this::share);
      sharing = startSharing(builder.port, builder.admin, clock);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private TableStore store(Builder builder, Clock clock) {
    ExternalStore external = builder.externalStore;
    if (external != null) {
      answerFaults.storeIsOutOfReach();
      return new OutsideStore(external, builder.credentialLifetime);
    }
    return new OwnStore(
        new Grants(clock, builder.credentialLifetime),
        new StoreRefusals(counters, builder.missingKeyIsForbidden),
        clock,
        answerFaults,
        counters);
  }

  private LoopbackHttpServer startSharing(int port, boolean admin, Clock clock) {
    Map<String, HttpServlet> servlets = new HashMap<>();
    servlets.put(
        "/*",
        new SharingServlet(
            access,
            new ListingEndpoints(tables),
            new TableEndpoints(tables),
            vending,
            clock,
            answerFaults,
            counters));
    if (admin) {
      servlets.put(AdminServlet.PATHS, new AdminServlet(faults, counters));
    }
    return LoopbackHttpServer.start("embedded-sharing", port, servlets);
  }

  /**
   * A builder with free ports, the system's clock, credentials for an hour and a random bearer
   * token.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** The sharing endpoint, {@code http://127.0.0.1:PORT/delta-sharing/}. */
  public URI endpoint() {
    return sharing.uri().resolve(SharingServlet.PREFIX);
  }

  /** The store's S3 API, {@code http://127.0.0.1:PORT}; buckets are part of the path. */
  public URI storeEndpoint() {
    return store.endpoint();
  }

  /** The region to sign for; the embedded store accepts any. */
  public String storeRegion() {
    return store.region();
  }

  /**
   * All that a client must not let out: the bearer token that is good now, and the key ids, keys
   * and session tokens of every credential vended so far. For tests that look for them where they
   * do not belong.
   */
  public List<String> secretsInPlay() {
    List<String> secrets = new ArrayList<>(store.secrets());
    secrets.add(bearerToken());
    return secrets;
  }

  /** The secret that calls of the sharing API must carry now. */
  public String bearerToken() {
    return access.tokens().current().value();
  }

  /** A profile of version 1 for this server; it contains the bearer token. */
  public String profileJson() {
    return profile().json();
  }

  /**
   * Writes {@link #profileJson()} over the file, readable by its owner only where the file system
   * knows POSIX permissions.
   *
   * @return the file
   * @throws UncheckedIOException if it cannot be written
   */
  public Path writeProfile(Path file) {
    try {
      profile().write(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the profile to " + file, e);
    }
  }

  /**
   * Where the table's root lies in the store, {@code s3://bucket/path} without a closing slash.
   *
   * @param shareSchemaTable in any case
   * @throws IllegalArgumentException if there is no such table
   */
  public String location(String shareSchemaTable) {
    return tables.table(shareSchemaTable).root().url();
  }

  /**
   * Shares a further table; it can be listed and read at once.
   *
   * @throws IllegalArgumentException if a table of this name is shared already
   */
  public void share(SharedTable table) {
    tables.add(ServedTable.serve(table, store));
  }

  /** What happened so far. */
  public Counters counters() {
    return counters;
  }

  /** Makes answers and credentials go wrong, from now on. */
  public Faults faults() {
    return faults;
  }

  /**
   * From now on the vending endpoint answers 500 INTERNAL_ERROR; credentials already vended go on.
   */
  public void stopVending() {
    vending.stop();
  }

  /** Ends {@link #stopVending()}. */
  public void resumeVending() {
    vending.resume();
  }

  /** Also ends what faults hold back, without an answer. */
  @Override
  public void close() {
    answerFaults.close();
    try {
      sharing.close();
    } finally {
      store.close();
    }
  }

  private Profile profile() {
    return new Profile(endpoint(), access.tokens().current());
  }

  /** Settings of a server to start. Not thread-safe. */
  public static final class Builder {

    private final List<SharedTable> tables = new ArrayList<>();
    private int port;
    private Clock clock = Clock.systemUTC();
    private Duration credentialLifetime = Duration.ofHours(1);
    private boolean missingKeyIsForbidden = true;
    private boolean admin;
    private BearerToken bearerToken = BearerToken.random();
    private @Nullable ExternalStore externalStore;
    private @Nullable Path secretsFile;

    private Builder() {}

    /** The sharing endpoint's port; 0, the default, takes any free one. */
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /**
     * Decides when credentials expire, and dates the sharing API's answers. Default: the system's.
     */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /**
     * How long vended credentials live. Default: one hour.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder credentialLifetime(Duration lifetime) {
      if (lifetime.isNegative() || lifetime.isZero()) {
        throw new IllegalArgumentException("Credentials must live longer than " + lifetime);
      }
      credentialLifetime = lifetime;
      return this;
    }

    /**
     * Whether the store answers 403 for a missing key, as AWS does to who may not list the bucket
     * (the default), or 404. An external store decides that by itself.
     */
    public Builder missingKeyIsForbidden(boolean forbidden) {
      missingKeyIsForbidden = forbidden;
      return this;
    }

    /**
     * Whether {@code POST} and {@code DELETE /admin/faults} and {@code GET /admin/counters} on the
     * sharing port inject {@link Faults} and tell {@link Counters}. They ask for no token, so
     * whoever can open a port of this machine governs the server. Default: no.
     */
    public Builder admin(boolean newAdmin) {
      admin = newAdmin;
      return this;
    }

    /** The sharing API's bearer token. Default: a random one. */
    public Builder bearerToken(String token) {
      bearerToken = new BearerToken(token);
      return this;
    }

    /**
     * Has the tables read from this store, and its STS make the credentials, instead of starting a
     * store. Tables lie at {@code s3://bucket/share/schema/table} there; somebody else must bring
     * their files there from the directories that are shared, from which metadata and versions go
     * on to be told. Credentials must live for whole seconds then. Default: none.
     */
    public Builder externalStore(ExternalStore store) {
      externalStore = store;
      return this;
    }

    /**
     * Appends the key ids, keys and session tokens of all credentials to this file, each on a line
     * of its own, before they are given out. It is created for its owner's eyes only. For tests
     * that look for secrets where they do not belong, and restart the server. Default: none.
     */
    public Builder recordSecrets(Path file) {
      secretsFile = file;
      return this;
    }

    private @Nullable SecretsRecord secretsRecord() {
      try {
        return secretsFile == null ? null : SecretsRecord.open(secretsFile);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write to " + secretsFile, e);
      }
    }

    /** Shares a Delta table's directory with the access modes {@code url} and {@code dir}. */
    public Builder table(String shareSchemaTable, Path dir) {
      return table(SharedTable.of(shareSchemaTable, dir));
    }

    /** Shares a table. */
    public Builder table(SharedTable table) {
      tables.add(table);
      return this;
    }

    /**
     * Starts both endpoints, or the sharing endpoint alone where the store is an external one.
     *
     * @throws ServerStartException if a port cannot be opened
     * @throws IllegalArgumentException if two tables have the same name or location, or the
     *     credentials' lifetime is none that an external store can give
     * @throws UncheckedIOException if the record of secrets cannot be created
     */
    public EmbeddedDeltaSharingServer start() {
      return new EmbeddedDeltaSharingServer(this);
    }
  }
}
