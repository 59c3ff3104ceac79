/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the packaged jar, and by which names. */
class ContentITCase {
  private static final long MOST_BYTES = 60L << 20;

  private static final String OURS = "io/deltasharing/flink/";

  /** Their native code looks for these names. */
  private static final List<String> NAMED_BY_NATIVE_CODE =
      List.of("com/github/luben/zstd/", "org/xerial/snappy/");

  private static final List<String> NATIVE_LIBRARIES =
      List.of(
          "darwin/aarch64/libzstd-jni-1.5.7-3.dylib",
          "darwin/x86_64/libzstd-jni-1.5.7-3.dylib",
          "linux/aarch64/libzstd-jni-1.5.7-3.so",
          "linux/amd64/libzstd-jni-1.5.7-3.so",
          "org/xerial/snappy/native/Linux/aarch64/libsnappyjava.so",
          "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so",
          "org/xerial/snappy/native/Mac/aarch64/libsnappyjava.dylib",
          "org/xerial/snappy/native/Mac/x86_64/libsnappyjava.dylib");

  /** A bundled library's package where a class name may begin. */
  private static final String BUNDLED_PACKAGE =
      "(?:org[./](?:apache[./](?:hadoop|parquet|commons|http)|codehaus[./]stax2|roaringbitmap"
          + "|reactivestreams|locationtech|jspecify)|software[./]amazon|com[./](?:fasterxml|ctc"
          + "|google|amazonaws)|io[./](?:delta|airlift|netty)|shaded[./]parquet)[./]";

  private static final Pattern OLD_NAME = Pattern.compile("(?<![\\w./$])L?" + BUNDLED_PACKAGE);

  /**
   * Prose, and binary descriptors of messages that are never sent. The character 1 stands in
   * concatenations.
   */
  private static final Pattern NO_NAME = Pattern.compile("[\\x00\\x02-\\x20]");

  private static final Pattern FILE_OF_HADOOP =
      Pattern.compile("(?:core|mapred|yarn|hdfs)-(?:default|site)\\.xml");

  /** A format's name; and which classes Hadoop's keystores may hold, of which none is opened. */
  private static final List<String> HARMLESS =
      List.of("org.apache.hadoop.fs.s3a.commit.files.SuccessData/1", "java.lang.Enum;");

  private static ZipFile jar;
  private static List<String> names;

  @BeforeAll
  static void open() throws IOException {
    jar = new ZipFile(Installation.oneJar().toFile());
    names =
        jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).sorted().toList();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void isSmall() throws IOException {
    long bytes = Files.size(Installation.oneJar());
    System.out.printf("ContentITCase: files=%d bytes=%d%n", names.size(), bytes);
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  @Test
  void hasNoClassesButOursAndThoseOfNativeCode() {
    assertThat(names.stream().filter(it -> it.endsWith(".class")))
        .isNotEmpty()
        .allMatch(it -> it.startsWith(OURS) || isNamedByNativeCode(it));
    assertThat(names).noneMatch(it -> it.endsWith("module-info.class"));
  }

  @Test
  void hasNoOtherFilesOutsideOurPackage() {
    assertThat(
            names.stream()
                .filter(it -> !it.startsWith(OURS) && !it.startsWith("META-INF/"))
                .filter(it -> !it.endsWith(".class") && !it.equals("org/xerial/snappy/VERSION")))
        .containsExactlyElementsOf(NATIVE_LIBRARIES);
  }

  @Test
  void offersOnlyServicesOfOursAndFlinksFactory() throws IOException {
    assertThat(names.stream().filter(it -> it.startsWith("META-INF/services/")))
        .isNotEmpty()
        .allMatch(
            it ->
                it.startsWith("META-INF/services/io.deltasharing.flink.shaded.")
                    || it.equals("META-INF/services/org.apache.flink.table.factories.Factory"));
    assertThat(text("META-INF/services/org.apache.flink.table.factories.Factory").strip())
        .isEqualTo("io.deltasharing.flink.table.DeltaSharingTableFactory");
    for (String service : names) {
      if (service.startsWith("META-INF/services/")) {
        assertThat(text(service).lines().filter(it -> !it.isBlank() && !it.startsWith("#")))
            .as(service)
            .isNotEmpty()
            .allMatch(it -> names.contains(it.strip().replace('.', '/') + ".class"));
      }
    }
  }

  @Test
  void hasNothingElseInItsMetadata() throws IOException {
    assertThat(
            names.stream()
                .filter(it -> it.startsWith("META-INF/"))
                .filter(it -> !it.startsWith("META-INF/services/"))
                .filter(it -> !it.startsWith("META-INF/licenses/")))
        .containsExactly("META-INF/LICENSE", "META-INF/MANIFEST.MF", "META-INF/NOTICE");
    assertThat(text("META-INF/MANIFEST.MF")).doesNotContain("Multi-Release");
  }

  @Test
  void namesClassesInTextsByTheirNewNames() throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      if (isText(name) && OLD_NAME.matcher(text(name)).find()) {
        found.add(name);
      }
    }
    assertThat(found).isEmpty();
    assertThat(text("io/deltasharing/flink/shaded/core-default.xml"))
        .contains("io.deltasharing.flink.shaded.org.apache.hadoop.")
        .contains("io.deltasharing.flink.shaded.software.amazon.awssdk.");
    assertThat(
            text("io/deltasharing/flink/shaded/software/amazon/awssdk/services/s3/execution.interceptors")
                .lines())
        .isNotEmpty()
        .allMatch(it -> names.contains(it.strip().replace('.', '/') + ".class"));
  }

  @Test
  void namesClassesAndFilesInStringsByTheirNewNames() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (String name : names) {
      if (name.endsWith(".class")) {
        constants(name).stream()
            .filter(it -> !NO_NAME.matcher(it).find())
            .filter(it -> OLD_NAME.matcher(it).find() || FILE_OF_HADOOP.matcher(it).matches())
            .forEach(it -> found.add(it + " in " + name));
      }
    }
    assertThat(found.stream().filter(it -> HARMLESS.stream().noneMatch(it::startsWith))).isEmpty();
  }

  private static boolean isNamedByNativeCode(String name) {
    return NAMED_BY_NATIVE_CODE.stream().anyMatch(name::startsWith);
  }

  /** Licences name packages in prose. */
  private static boolean isText(String name) {
    return !name.endsWith(".class")
        && !NATIVE_LIBRARIES.contains(name)
        && !name.equals("META-INF/NOTICE")
        && !name.startsWith("META-INF/licenses/");
  }

  private static List<String> constants(String name) throws IOException {
    try (InputStream in = new BufferedInputStream(jar.getInputStream(jar.getEntry(name)))) {
      return ClassConstants.of(in);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
