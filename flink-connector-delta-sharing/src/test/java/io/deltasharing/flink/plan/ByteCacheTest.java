/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteCacheTest {
  private final ByteCache cache = new ByteCache(10);
  private final List<String> loaded = new ArrayList<>();

  @Test
  void loadsOnce() throws IOException {
    get("a", 4);
    assertThat(get("a", 4)).hasSize(4);
    assertThat(loaded).containsExactly("a");
  }

  @Test
  void forgetsWhatWasNotUsedForLongest() throws IOException {
    get("a", 4);
    get("b", 4);
    get("a", 4);
    get("c", 4); // 12 bytes: b goes
    loaded.clear();
    get("a", 4);
    get("c", 4);
    get("b", 4);
    assertThat(loaded).containsExactly("b");
  }

  @Test
  void fillsItsCapacityToTheByte() throws IOException {
    get("a", 4);
    get("b", 6);
    get("a", 4);
    get("b", 6);
    get("whole", 10);
    get("whole", 10);
    assertThat(loaded).containsExactly("a", "b", "whole");
  }

  @Test
  void doesNotKeepWhatIsLargerThanAll() throws IOException {
    get("a", 4);
    get("large", 11);
    get("large", 11);
    get("a", 4);
    assertThat(loaded).containsExactly("a", "large", "large");
  }

  @Test
  void doesNotKeepAFailure() throws IOException {
    IOException failure = new IOException("no");
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(get("a", 1)).hasSize(1);
  }

  private byte[] get(String key, int size) throws IOException {
    return cache.get(
        key,
        () -> {
          loaded.add(key);
          return new byte[size];
        });
  }
}
