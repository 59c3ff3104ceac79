/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.time.Duration;

/** What becomes of one request. */
@FunctionalInterface
interface AnswerFault {

  /** The request is answered as it should be. */
  AnswerFault NONE = Exchange::answer;

  int TOO_MANY_REQUESTS = 429;

  void apply(Exchange exchange) throws IOException;

  static AnswerFault failing(int status) {
    return exchange -> exchange.fail(status);
  }

  static AnswerFault throttling(Duration retryAfter, boolean asDate) {
    return exchange -> {
      String value =
          asDate
              ? HttpDate.notBefore(exchange.now().plus(retryAfter))
              : String.valueOf(retryAfter.plusNanos(999_999_999).toSeconds());
      exchange.response().setHeader("Retry-After", value);
      exchange.fail(TOO_MANY_REQUESTS);
    };
  }

  static AnswerFault garbling() {
    return Exchange::garble;
  }

  static AnswerFault cuttingOff() {
    return Exchange::cutOff;
  }

  static AnswerFault flooding() {
    return Exchange::flood;
  }

  static AnswerFault answeringWith(String json) {
    return exchange -> exchange.answerWith(json);
  }

  static AnswerFault redirecting(int status, String target) {
    return exchange -> exchange.redirect(status, target);
  }
}
