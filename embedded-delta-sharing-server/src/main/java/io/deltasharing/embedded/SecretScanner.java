/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for secrets in bytes: as they are, in UTF-16 as Java may serialize texts, percent-encoded,
 * and within base64 of either alphabet at any of its three alignments.
 */
public final class SecretScanner {
  private final Map<String, Set<String>> formsBySecret = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long scannedBytes;

  public SecretScanner(Collection<String> secrets) {
    secrets.forEach(it -> formsBySecret.put(it, forms(it)));
  }

  public void scan(String where, String text) {
    scan(where, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Notes every secret found, by its place and its first letters. */
  public void scan(String where, byte[] bytes) {
    scannedBytes += bytes.length;
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    String wide = latin.replace("\u0000", "");
    formsBySecret.forEach(
        (secret, forms) -> {
          if (forms.stream().anyMatch(it -> latin.contains(it) || wide.contains(it))) {
            findings.add(secret.substring(0, 4) + "… in " + where);
          }
        });
  }

  /** Scans every file below a directory. */
  public void scanTree(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(Files::isRegularFile).forEach(it -> scan(it.toString(), read(it)));
    }
  }

  public List<String> findings() {
    return findings;
  }

  public long scannedBytes() {
    return scannedBytes;
  }

  private static Set<String> forms(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    for (int shift = 0; shift < 3; shift++) {
      forms.add(inner(Base64.getEncoder(), secret, shift));
      forms.add(inner(Base64.getUrlEncoder(), secret, shift));
    }
    return forms;
  }

  /**
   * The characters of an encoding that depend on the secret alone, whatever stands before and
   * behind it.
   */
  private static String inner(Base64.Encoder encoder, String secret, int shift) {
    byte[] bytes = ("x".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8);
    int whole = bytes.length - bytes.length % 3;
    String encoded = encoder.encodeToString(java.util.Arrays.copyOf(bytes, whole));
    return encoded.substring(shift == 0 ? 0 : 4);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
