/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a listing page by page, and never for ever. */
final class Listings {
  private static final int MAX_PAGES = 10_000;
  private static final int MAX_PAGE_BYTES = 16 << 20;

  private final Caller caller;

  Listings(Caller caller) {
    this.caller = caller;
  }

  /**
   * @param item reads an item, or leaves it out
   */
  <T> List<T> all(String purpose, String path, Function<AnswerObject, Optional<T>> item)
      throws InterruptedException {
    List<T> items = new ArrayList<>();
    PageTokens tokens = new PageTokens(MAX_PAGES);
    Optional<String> next = Optional.empty();
    do {
      Page<T> page = page(purpose, ResourcePaths.page(path, next), item);
      items.addAll(page.items());
      next = page.nextToken();
      next.ifPresent(token -> tokens.requireNew(token, page.origin()));
    } while (next.isPresent());
    return List.copyOf(items);
  }

  private record Page<T>(List<T> items, Optional<String> nextToken, Origin origin) {}

  private <T> Page<T> page(String purpose, String path, Function<AnswerObject, Optional<T>> item)
      throws InterruptedException {
    return caller.call(
        SharingRequest.get(purpose, path, MAX_PAGE_BYTES),
        answer -> {
          AnswerObject page = answer.object();
          List<T> items =
              page.objects("items").stream().map(item).flatMap(Optional::stream).toList();
          return new Page<>(items, page.text("nextPageToken"), answer.origin());
        });
  }
}
