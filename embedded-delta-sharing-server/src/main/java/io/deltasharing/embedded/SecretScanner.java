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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for secrets in bytes: as they are, in UTF-16 as Java may serialize texts, percent-encoded,
 * and within base64 of either alphabet at any of its three alignments.
 */
public final class SecretScanner {
  private final Needles needles = new Needles();
  private final List<String> findings = new ArrayList<>();
  private long scannedBytes;

  /**
   * A scanner for these secrets.
   *
   * @throws IllegalArgumentException if one is too short to be told from chance
   */
  public SecretScanner(Collection<String> secrets) {
    for (String secret : secrets) {
      forms(secret).forEach(form -> needles.add(form.getBytes(StandardCharsets.UTF_8), secret));
    }
  }

  public void scan(String where, String text) {
    scan(where, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Notes every secret found, by its place and its first letters. */
  public void scan(String where, byte[] bytes) {
    scannedBytes += bytes.length;
    Set<String> found = new LinkedHashSet<>(needles.in(bytes));
    found.addAll(needles.in(withoutZeros(bytes)));
    found.forEach(secret -> findings.add(secret.substring(0, 4) + "… in " + where));
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

  /** UTF-16 of what are letters, digits and signs, in either order of bytes. */
  private static byte[] withoutZeros(byte[] bytes) {
    byte[] narrow = new byte[bytes.length];
    int length = 0;
    for (byte it : bytes) {
      if (it != 0) {
        narrow[length++] = it;
      }
    }
    return length == bytes.length ? new byte[0] : java.util.Arrays.copyOf(narrow, length);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
