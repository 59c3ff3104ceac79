/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerFaultsTest {

  private static final RequestKind KIND = RequestKind.STORE_GET;

  private final AnswerFault first = exchange -> exchange.fail(500);
  private final AnswerFault second = exchange -> exchange.fail(503);
  private final AnswerFaults faults = AnswerFaults.onOwnThread();

  @AfterEach
  void close() {
    faults.close();
  }

  @Test
  void takeTheirTurns() {
    faults.plan(KIND, first, 2);
    faults.plan(RequestKind.STORE_LIST, second, 1);
    faults.plan(KIND, second, 1);
    assertThat(next(4)).containsExactly(first, first, second, AnswerFault.NONE);
    assertThat(faults.next(RequestKind.STORE_LIST)).isSameAs(second);
  }

  @Test
  void lastForever() {
    faults.plan(KIND, first, Faults.FOREVER);
    faults.plan(KIND, second, 1);
    assertThat(next(100)).containsOnly(first);
  }

  @Test
  void areForgottenByKind() {
    faults.plan(KIND, first, 2);
    faults.plan(RequestKind.STORE_LIST, second, 1);
    faults.clear(KIND);
    assertThat(faults.next(KIND)).isSameAs(AnswerFault.NONE);
    assertThat(faults.next(RequestKind.STORE_LIST)).isSameAs(second);
  }

  @Test
  void giveWayToAHang() {
    faults.plan(KIND, first, Faults.FOREVER);
    faults.plan(RequestKind.STORE_LIST, second, 1);
    faults.planHang(KIND, 1);
    faults.replaceByHang(KIND, 2);
    assertThat(next(3))
        .satisfiesExactly(
            it -> assertThat(it).isInstanceOf(HeldAnswer.class),
            it -> assertThat(it).isInstanceOf(HeldAnswer.class),
            it -> assertThat(it).isSameAs(AnswerFault.NONE));
    assertThat(faults.next(RequestKind.STORE_LIST)).isSameAs(second);
  }

  @Test
  void stayWhereAHangIsRefused() {
    faults.plan(KIND, first, Faults.FOREVER);
    assertThatThrownBy(() -> faults.replaceByHang(KIND, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(next(1)).containsExactly(first);
  }

  @Test
  void happenAtLeastOnce() {
    assertThatThrownBy(() -> faults.plan(KIND, first, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A fault happens once or more, not 0 times");
  }

  private Stream<AnswerFault> next(int requests) {
    return Stream.generate(() -> faults.next(KIND)).limit(requests);
  }
}
