/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the Delta Sharing protocol to the server of one profile. Thread-safe.
 *
 * <p>All methods block the calling thread until the answer is complete, retry as the {@link
 * RetryPolicy} says, and answer an interrupt with {@link InterruptedException}. They throw the
 * subclasses of {@link SharingException}; only {@link SharingUnavailableException} is worth a later
 * try. When the server refuses the token (401), the profile is read again once and the call
 * repeated, so a rotated token needs no restart.
 *
 * <p>The token goes to the profile's endpoint and nowhere else: redirects are refused. The profile
 * is first read by the first call. There is nothing to close: the JDK's HTTP client ends its
 * threads once it is unreachable.
 */
public final class SharingClient {
  /** What a reader of ours can have; variants as texts at least, by whatever Flink. */
  private static final String CAPABILITIES =
      "responseformat=delta,parquet;readerfeatures=deletionvectors,columnmapping,timestampntz,"
          + "typewidening,typewidening-preview,v2checkpoint,vacuumprotocolcheck,varianttype,"
          + "varianttype-preview";

  private static final int MAX_SMALL_ANSWER = 1 << 20;
  private static final int MAX_METADATA = 16 << 20;

  private final Caller caller;
  private final Listings listings;
  private final CurrentProfile profile;
  private final Clock clock;

  private SharingClient(Caller caller, CurrentProfile profile, Clock clock) {
    this.caller = caller;
    this.listings = new Listings(caller);
    this.profile = profile;
    this.clock = clock;
  }

  /** A client still to be configured; every setting has a default. */
  public static Builder builder(
      ProfileSource profile, UserAgent userAgent, Surroundings surroundings) {
    return new Builder(profile, userAgent, surroundings);
  }

  /**
   * The profile in use, read now if no call was made yet.
   *
   * @throws ProfileException if it cannot be read or used
   */
  public SharingProfile profile() {
    return profile.get();
  }

  /** The shares that this recipient may see. */
  public List<Share> listShares() throws InterruptedException {
    return listings.all("the list of shares", ResourcePaths.shares(), ListedItems::share);
  }

  /** The names of a share's schemas. */
  public List<String> listSchemas(String share) throws InterruptedException {
    return listings.all(
        "the schemas of share " + share, ResourcePaths.schemas(share), ListedItems::schemaName);
  }

  /** The tables of one schema. */
  public List<SharedTable> listTables(String share, String schema) throws InterruptedException {
    return listings.all(
        "the tables of schema " + share + "." + schema,
        ResourcePaths.tables(share, schema),
        item -> ListedItems.table(item, share, schema));
  }

  /** The tables of all schemas of a share. */
  public List<SharedTable> listAllTables(String share) throws InterruptedException {
    return listings.all(
        "all tables of share " + share,
        ResourcePaths.allTables(share),
        item -> ListedItems.table(item, share));
  }

  /** One share; the way to ask whether it is there. */
  public Share getShare(String share) throws InterruptedException {
    return caller.call(
        SharingRequest.get("share " + share, ResourcePaths.share(share), MAX_SMALL_ANSWER),
        answer -> {
          AnswerObject found = answer.object().requiredObject("share");
          return new Share(found.requiredText("name"), found.text("id"));
        });
  }

  /** The table's latest version. */
  public long tableVersion(SharedTableName table) throws InterruptedException {
    return caller.call(
        SharingRequest.get(
            "the version of table " + table, ResourcePaths.version(table), MAX_SMALL_ANSWER),
        Answer::requiredTableVersion);
  }

  /** The table's latest schema and what it takes to read it. */
  public TableMetadata tableMetadata(SharedTableName table) throws InterruptedException {
    return caller.call(
        SharingRequest.get(
                "the metadata of table " + table, ResourcePaths.metadata(table), MAX_METADATA)
            .announcing(CAPABILITIES),
        TableMetadataReader::read);
  }

  /**
   * Fresh read credentials for one of the table's locations. Never cached here.
   *
   * @param location the table's root or one of its auxiliary locations; empty for the root
   */
  public TemporaryCredentials temporaryTableCredentials(
      SharedTableName table, Optional<String> location) throws InterruptedException {
    return caller.call(
        SharingRequest.get(
                "temporary credentials for table " + table,
                ResourcePaths.temporaryTableCredentials(table),
                MAX_SMALL_ANSWER)
            .posting(locationJson(location)),
        answer -> TemporaryCredentialsReader.read(answer, clock.instant()));
  }

  private static String locationJson(Optional<String> location) {
    var body = JsonNodeFactory.instance.objectNode();
    location.ifPresent(text -> body.put("location", text));
    return body.toString();
  }

  /** Settings of a client. Not thread-safe. */
  public static final class Builder {
    private final ProfileSource source;
    private final UserAgent userAgent;
    private final Surroundings surroundings;
    private RetryPolicy retryPolicy =
        RetryPolicy.exponential(
            5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(60);
    private boolean allowInsecureEndpoint;
    private @Nullable HttpClient httpClient;

    private Builder(ProfileSource source, UserAgent userAgent, Surroundings surroundings) {
      this.source = source;
      this.userAgent = userAgent;
      this.surroundings = surroundings;
    }

    /** Default: 5 attempts, from 0.5 s doubling up to 30 s apart, 2 min of waiting in all. */
    public Builder retryPolicy(RetryPolicy policy) {
      this.retryPolicy = policy;
      return this;
    }

    /** For the connection alone. Default: 10 s. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = timeout;
      return this;
    }

    /** For one attempt as a whole, its body included. Default: 60 s. */
    public Builder requestTimeout(Duration timeout) {
      this.requestTimeout = timeout;
      return this;
    }

    /** Lets the token travel over plain http to hosts other than localhost. Default: no. */
    public Builder allowInsecureEndpoint(boolean allow) {
      this.allowInsecureEndpoint = allow;
      return this;
    }

    /**
     * A client to share with others instead of one of our own. It must not follow redirects, for
     * they would carry the token elsewhere.
     */
    public Builder httpClient(HttpClient client) {
      if (client.followRedirects() != HttpClient.Redirect.NEVER) {
        throw new IllegalArgumentException("the HTTP client must not follow redirects");
      }
      this.httpClient = client;
      return this;
    }

    public SharingClient build() {
      CurrentProfile profile =
          new CurrentProfile(
              source, new ProfileParser(source.description(), allowInsecureEndpoint));
      Clock clock = surroundings.clock();
      Caller caller =
          new Caller(
              new HttpTransport(httpClient(), userAgent, requestTimeout),
              profile,
              new SharingErrors(source.description(), clock),
              retryPolicy,
              surroundings);
      return new SharingClient(caller, profile, clock);
    }

    private HttpClient httpClient() {
      return httpClient != null
          ? httpClient
          : HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connectTimeout)
              .build();
    }
  }
}
