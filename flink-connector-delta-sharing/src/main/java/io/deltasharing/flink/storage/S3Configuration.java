/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.StorageLocation;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * The Hadoop configuration of one file system. It starts empty, with only Hadoop's own defaults: no
 * {@code core-site.xml} of a cluster can reach it, and its classes are loaded by our class loader.
 */
final class S3Configuration {
  private static final String DEFAULTS = "core-default.xml";
  private static final String REGION = "fs.s3a.endpoint.region";
  private static final String REGION_OF_OTHER_STORES = "us-east-1";

  private S3Configuration() {}

  /** Hadoop's. Their XML is parsed once; each file system gets a copy. */
  private static final class Defaults {
    static final Configuration LOADED = load();

    private static Configuration load() {
      Configuration configuration = new Configuration(false);
      ClassLoader loader = S3Configuration.class.getClassLoader();
      configuration.setClassLoader(loader);
      configuration.addResource(loader.getResource(DEFAULTS));
      if (configuration.size() == 0) {
        throw new IllegalStateException(DEFAULTS + " of Hadoop is empty or missing");
      }
      return configuration;
    }
  }

  static Configuration of(S3Options options, String holderId) {
    Configuration configuration = new Configuration(Defaults.LOADED);
    economical().forEach(configuration::set);
    options.hadoop().forEach(configuration::set);
    reach(options, configuration);
    binding(holderId).forEach(configuration::set);
    return configuration;
  }

  static URI uri(StorageLocation location) {
    return URI.create("s3a://" + location.authority());
  }

  /** Defaults that a user may change. */
  private static Map<String, String> economical() {
    return Map.of(
        "fs.s3a.experimental.input.fadvise", "random",
        "fs.s3a.threads.max", "16",
        "fs.s3a.connection.maximum", "64",
        "fs.s3a.connection.establish.timeout", "15s",
        "fs.s3a.connection.timeout", "60s");
  }

  private static void reach(S3Options options, Configuration configuration) {
    options
        .endpointIfGiven()
        .ifPresent(
            endpoint -> {
              boolean secure = "https".equals(endpoint.getScheme().toLowerCase(Locale.ROOT));
              configuration.set("fs.s3a.endpoint", endpoint.toString());
              configuration.setBoolean("fs.s3a.connection.ssl.enabled", secure);
              if (!options.hadoop().containsKey(REGION)) {
                configuration.set(REGION, REGION_OF_OTHER_STORES);
              }
            });
    options.regionIfGiven().ifPresent(it -> configuration.set(REGION, it));
    if (options.pathStyleAccess()) {
      configuration.setBoolean("fs.s3a.path.style.access", true);
    }
  }

  /** What correctness and safety rest on; nobody can change it. */
  private static Map<String, String> binding(String holderId) {
    return Map.of(
        "fs.s3a.impl",
        S3AFileSystem.class.getName(),
        "fs.s3a.aws.credentials.provider",
        HeldCredentialProvider.class.getName(),
        HeldCredentialProvider.ID,
        holderId,
        // A credential for a prefix may not look at its bucket.
        "fs.s3a.bucket.probe",
        "0",
        // The analytics stream hides expiry, caches across objects and asks for lengths it was
        // given.
        "fs.s3a.input.stream.type",
        "classic",
        // Auditing puts the user's name and the job's into a header of every request.
        "fs.s3a.audit.enabled",
        "false",
        "fs.s3a.multipart.purge",
        "false");
  }
}
