/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether NOTICE and the licences say what the packaged jar holds, no more and no less. */
class NoticeITCase {
  private static final String SHADED = "io/deltasharing/flink/shaded/";
  private static final Pattern LISTED = Pattern.compile("(?m)^- ([\\w.-]+:[\\w.-]+:\\d[\\w.-]*)");
  private static final Pattern LICENCE_FILE = Pattern.compile("\\bLICENSE\\.[\\w-]+");
  private static final Pattern NOTICE_FILE =
      Pattern.compile("META-INF/(?:[A-Za-z]+-)?NOTICE(?:\\.txt|-binary|_.*)?");
  private static final String HTTP_CLIENT = "org/apache/http/";

  private static Set<String> content;
  private static String notice;
  private static String ownPart;
  private static List<BundledArtifact> artifacts;

  @BeforeAll
  static void open() throws IOException {
    try (ZipFile jar = new ZipFile(Installation.oneJar().toFile());
        InputStream in = jar.getInputStream(jar.getEntry("META-INF/NOTICE"))) {
      content = jar.stream().map(ZipEntry::getName).collect(Collectors.toSet());
      notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    ownPart = notice.substring(0, notice.indexOf("The notices of the bundled artifacts follow."));
    artifacts = BundledArtifact.all();
  }

  @Test
  void listsEveryArtifactWithItsVersion() {
    assertThat(LISTED.matcher(ownPart).results().map(it -> it.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            artifacts.stream().map(BundledArtifact::coordinates).toList());
  }

  @Test
  void everyArtifactOnTheListIsInTheJar() throws IOException {
    List<BundledArtifact> absent = new ArrayList<>();
    for (BundledArtifact artifact : artifacts) {
      if (artifact.names().stream().noneMatch(it -> isClass(it) && content.contains(moved(it)))) {
        absent.add(artifact);
      }
    }
    assertThat(absent).isEmpty();
  }

  @Test
  void everyClassInTheJarIsOfAnArtifactOnTheList() throws IOException {
    Set<String> known = new HashSet<>();
    for (BundledArtifact artifact : artifacts) {
      artifact.names().stream().filter(NoticeITCase::isClass).forEach(it -> known.add(moved(it)));
    }
    assertThat(content.stream().filter(it -> isClass(it) && !isOurs(it)))
        .isNotEmpty()
        .allMatch(known::contains);
  }

  @Test
  void repeatsTheNoticesOfTheArtifacts() throws IOException {
    String plain = plain(notice);
    List<String> missing = new ArrayList<>();
    for (BundledArtifact artifact : artifacts) {
      for (String name : artifact.names()) {
        if (NOTICE_FILE.matcher(name).matches() && !plain.contains(plain(artifact.text(name)))) {
          missing.add(name + " of " + artifact);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void hasTheLicencesThatItNames() {
    assertThat(content).contains("META-INF/LICENSE");
    Set<String> named =
        LICENCE_FILE.matcher(ownPart).results().map(MatchResult::group).collect(Collectors.toSet());
    assertThat(
            content.stream()
                .filter(it -> it.startsWith("META-INF/licenses/") && !it.endsWith("/"))
                .map(it -> it.substring("META-INF/licenses/".length())))
        .containsExactlyInAnyOrderElementsOf(named);
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class");
  }

  private static boolean isOurs(String name) {
    return name.startsWith("io/deltasharing/") && !name.startsWith(SHADED);
  }

  /** Where relocation puts a file of a library. */
  private static String moved(String name) {
    if (name.startsWith("com/github/luben/") || name.startsWith("org/xerial/")) {
      return name;
    }
    return name.startsWith(HTTP_CLIENT)
        ? SHADED + "software/amazon/awssdk/thirdparty/" + name
        : SHADED + name;
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
