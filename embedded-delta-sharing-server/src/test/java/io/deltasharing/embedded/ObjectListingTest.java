/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectListingTest {

  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String file :
        List.of(
            "_delta_log/00.json",
            "_delta_log/01.json",
            "_delta_log/.01.json.tmp",
            "_delta_log/_last_checkpoint",
            "a-b",
            "a/1",
            "a/2",
            "a0",
            ".hidden/x",
            "z\uffee",
            "z\ud83d\ude00")) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    Files.createDirectories(directory.resolve("empty"));
  }

  @Test
  void sortsKeysByTheirBytes() throws IOException {
    assertThat(keys(list("t/", false, "", 100)))
        .containsExactly(
            "t/_delta_log/00.json",
            "t/_delta_log/01.json",
            "t/_delta_log/_last_checkpoint",
            "t/a-b",
            "t/a/1",
            "t/a/2",
            "t/a0",
            "t/z\uffee",
            "t/z\ud83d\ude00");
  }

  @Test
  void narrowsByAPrefixInsideAName() throws IOException {
    assertThat(keys(list("t/_delta_log/0", false, "", 100)))
        .containsExactly("t/_delta_log/00.json", "t/_delta_log/01.json");
  }

  @Test
  void startsAfterAnyName() throws IOException {
    assertThat(keys(list("t/a", false, "t/a/1", 100))).containsExactly("t/a/2", "t/a0");
    assertThat(keys(list("t/a", false, "t/a-", 100))).startsWith("t/a-b");
    assertThat(keys(list("t/a", false, "t/a/~", 100))).containsExactly("t/a0");
    assertThat(keys(list("t/a", false, "zzz", 100))).isEmpty();
  }

  @Test
  void rollsUpDirectoriesThatHoldObjects() throws IOException {
    ObjectListing listing = list("t/", true, "", 100);
    assertThat(listing.commonPrefixes()).containsExactly("t/_delta_log/", "t/a/");
    assertThat(keys(listing)).contains("t/a-b", "t/a0").doesNotContain("t/a/1");
    assertThat(list("t/", true, "t/a/1", 100).commonPrefixes()).containsExactly("t/a/");
    assertThat(list("t/", true, "t/a/2", 100).commonPrefixes()).isEmpty();
  }

  @Test
  void pagesWithoutGapOrRepetition() throws IOException {
    for (boolean byDirectory : List.of(true, false)) {
      List<String> paged = new ArrayList<>();
      String after = "";
      ObjectListing page;
      do {
        page = list("t/", byDirectory, after, 2);
        paged.addAll(keys(page));
        paged.addAll(page.commonPrefixes());
        after = page.last();
      } while (page.isTruncated());
      ObjectListing whole = list("t/", byDirectory, "", 100);
      List<String> expected = new ArrayList<>(keys(whole));
      expected.addAll(whole.commonPrefixes());
      assertThat(paged).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    for (String prefix : List.of("t/none/", "t/a0/", "t//", "t/../", "t/.hidden/", "t/a/../a")) {
      assertThat(keys(list(prefix, false, "", 100))).as(prefix).isEmpty();
    }
  }

  private ObjectListing list(String prefix, boolean byDirectory, String after, int limit)
      throws IOException {
    StoredDirectory root = new StoredDirectory(new StorageLocation("bucket", "t"), directory);
    return ObjectListing.read(root, ObjectQuery.of(prefix, byDirectory, after, limit));
  }

  private static List<String> keys(ObjectListing listing) {
    return listing.objects().stream().map(StoredObject::key).toList();
  }
}
