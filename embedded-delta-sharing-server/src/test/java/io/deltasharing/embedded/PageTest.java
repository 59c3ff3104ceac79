/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  private static final List<ObjectNode> ITEMS =
      IntStream.range(0, 5).mapToObj(i -> Json.object().put("i", i)).toList();

  @Test
  void leadsFromPageToPage() throws SharingError {
    Page first = page("2", "");
    Page second = page("2", first.nextPageToken());
    Page third = page("2", second.nextPageToken());
    assertThat(first.items()).isEqualTo(ITEMS.subList(0, 2));
    assertThat(second.items()).isEqualTo(ITEMS.subList(2, 4));
    assertThat(third.items()).isEqualTo(ITEMS.subList(4, 5));
    assertThat(third.body().has("nextPageToken")).isFalse();
  }

  @Test
  void endsWhereTheItemsEnd() throws SharingError {
    assertThat(page("5", "").nextPageToken()).isEmpty();
  }

  @Test
  void answersZeroResultsWithAToken() throws SharingError {
    Page none = page("0", "");
    assertThat(none.items()).isEmpty();
    assertThat(page("9", none.nextPageToken()).items()).isEqualTo(ITEMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "two", "9999999999"})
  void refusesWrongSizes(String maxResults) {
    assertThatThrownBy(() -> page(maxResults, "")).hasMessageContaining("maxResults");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "bm9uZQ", "ZnJvbSAtMQ"})
  void refusesForeignTokens(String token) {
    assertThatThrownBy(() -> page("2", token)).hasMessageContaining("pageToken");
  }

  private static Page page(String maxResults, String token) throws SharingError {
    return Page.of(
        ITEMS, Optional.of(maxResults), Optional.of(token).filter(text -> !text.isEmpty()));
  }
}
