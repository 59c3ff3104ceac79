/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static io.deltasharing.flink.table.DeltaSharingOptions.HADOOP_PREFIX;

import io.deltasharing.flink.credentials.RefreshPolicy;
import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.TablePath;
import io.deltasharing.flink.source.ProfileReference;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.RowSelection;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.storage.S3Options;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Reads a table's options, and says of each that does not fit what would. */
final class TableOptions {
  private static final List<ConfigOption<String>> PARTS =
      List.of(
          DeltaSharingOptions.PATH,
          DeltaSharingOptions.PROFILE,
          DeltaSharingOptions.PROFILE_SECRET,
          DeltaSharingOptions.SHARE,
          DeltaSharingOptions.SCHEMA,
          DeltaSharingOptions.TABLE);

  private static final Set<ConfigOption<String>> NAME =
      Set.of(DeltaSharingOptions.SHARE, DeltaSharingOptions.SCHEMA, DeltaSharingOptions.TABLE);

  private final ReadableConfig options;
  private final Map<String, String> raw;
  private final WindowOptions window;
  private final ProfileReference profile;
  private final SharedTableName name;

  TableOptions(ReadableConfig options, Map<String, String> raw, WindowOptions window) {
    this.options = options;
    this.raw = raw;
    this.window = window;
    try {
      Map<ConfigOption<String>, String> given = given();
      this.profile = profile(given);
      this.name = name(given);
    } catch (IllegalArgumentException e) {
      throw new ValidationException(e.getMessage());
    }
  }

  SharedTableName name() {
    return name;
  }

  /**
   * What a source of the table is asked to do.
   *
   * @param rowsAreCopied whether the query runs without object reuse
   */
  ReadSettings settings(RowType rowType, boolean rowsAreCopied) {
    try {
      return new ReadSettings(
          profile,
          name.toString(),
          options.get(DeltaSharingOptions.ACCESS_MODE),
          rowType,
          List.of(),
          null,
          RowSelection.ALL,
          discovery(),
          refreshPolicy(),
          options.get(DeltaSharingOptions.ASSUMED_LIFETIME),
          s3(),
          options.get(DeltaSharingOptions.PREFETCH_BYTES).getBytes(),
          options.get(DeltaSharingOptions.VARIANT_AS_JSON),
          rowsAreCopied);
    } catch (IllegalArgumentException e) {
      throw new ValidationException(e.getMessage());
    }
  }

  /** What was given of the table's place, if it is enough and not too much. */
  private Map<ConfigOption<String>, String> given() {
    Map<ConfigOption<String>, String> given = new LinkedHashMap<>();
    PARTS.forEach(it -> options.getOptional(it).ifPresent(value -> given.put(it, value)));
    Set<ConfigOption<String>> inParts = new HashSet<>(given.keySet());
    inParts.remove(DeltaSharingOptions.PROFILE);
    inParts.remove(DeltaSharingOptions.PROFILE_SECRET);
    boolean whole = given.keySet().equals(Set.of(DeltaSharingOptions.PATH));
    if (!whole && !(inParts.equals(NAME) && given.size() == NAME.size() + 1)) {
      throw new ValidationException(
          "Say which table to read by 'path' = '<profile>#<share>.<schema>.<table>', or by all four"
              + " of 'profile', 'share', 'schema' and 'table'. Given: "
              + (given.isEmpty()
                  ? "none of them"
                  : given.keySet().stream()
                      .map(ConfigOption::key)
                      .collect(Collectors.joining(", ")))
              + ".");
    }
    return given;
  }

  private static ProfileReference profile(Map<ConfigOption<String>, String> given) {
    String path = given.get(DeltaSharingOptions.PATH);
    String secret = given.get(DeltaSharingOptions.PROFILE_SECRET);
    if (secret != null) {
      return new ProfileReference.Inline(Secret.of(secret));
    }
    return new ProfileReference.InFile(
        path != null
            ? TablePath.parse(path).profile()
            : given.getOrDefault(DeltaSharingOptions.PROFILE, ""));
  }

  private static SharedTableName name(Map<ConfigOption<String>, String> given) {
    String path = given.get(DeltaSharingOptions.PATH);
    return path != null
        ? TablePath.parse(path).table()
        : new SharedTableName(
            given.getOrDefault(DeltaSharingOptions.SHARE, ""),
            given.getOrDefault(DeltaSharingOptions.SCHEMA, ""),
            given.getOrDefault(DeltaSharingOptions.TABLE, ""));
  }

  private DiscoverySettings discovery() {
    return new DiscoverySettings(
        window.window(),
        options.get(DeltaSharingOptions.CHANGE_MODE),
        options.get(DeltaSharingOptions.DISCOVERY_INTERVAL),
        options.get(DeltaSharingOptions.MAX_VERSIONS),
        options
            .getOptional(DeltaSharingOptions.MAX_BYTES)
            .map(MemorySize::getBytes)
            .orElse(DiscoverySettings.DEFAULT_MAX_BYTES),
        options.get(DeltaSharingOptions.MAX_PENDING_SPLITS));
  }

  private RefreshPolicy refreshPolicy() {
    return new RefreshPolicy(
        options.get(DeltaSharingOptions.REFRESH_MAX_LEAD),
        options.get(DeltaSharingOptions.REFRESH_MIN_INTERVAL),
        options.get(DeltaSharingOptions.REFRESH_GRACE),
        options.get(DeltaSharingOptions.REFRESH_BACKOFF_INITIAL),
        options.get(DeltaSharingOptions.REFRESH_BACKOFF_MAX),
        RefreshPolicy.DEFAULT.refusalsToRevoke());
  }

  private S3Options s3() {
    return new S3Options(
        endpoint(options.getOptional(DeltaSharingOptions.S3_ENDPOINT).orElse(null)),
        options.getOptional(DeltaSharingOptions.S3_REGION).orElse(null),
        options.get(DeltaSharingOptions.S3_PATH_STYLE_ACCESS),
        hadoop());
  }

  private Map<String, String> hadoop() {
    return raw.entrySet().stream()
        .filter(it -> it.getKey().startsWith(HADOOP_PREFIX))
        .collect(
            Collectors.toMap(
                it -> it.getKey().substring(HADOOP_PREFIX.length()), Map.Entry::getValue));
  }

  private static @Nullable URI endpoint(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return new URI(text.contains("://") ? text : "https://" + text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'"
              + DeltaSharingOptions.S3_ENDPOINT.key()
              + "' must be a URL like https://s3.example.com, but is '"
              + text
              + "'",
          e);
    }
  }
}
