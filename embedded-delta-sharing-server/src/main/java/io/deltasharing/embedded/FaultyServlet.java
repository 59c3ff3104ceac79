/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;

/** A servlet whose answers faults can spoil. Every request is counted once, whatever befalls it. */
abstract class FaultyServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient AnswerFaults faults;
  private final transient Counters counters;

  FaultyServlet(AnswerFaults faults, Counters counters) {
    this.faults = faults;
    this.counters = counters;
  }

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestKind kind = kind(request);
    AnswerFault due = faults.next(kind);
    // Counted after its fault is taken: whoever awaited the count, the next request is not its
    // rival.
    counters.requested(kind);
    due.apply(new Exchange(this, request, response));
  }

  abstract RequestKind kind(HttpServletRequest request);

  /** The time by the clock that dates the answers. */
  abstract Instant now();

  /** Sets what all answers carry, the good and the bad. */
  abstract void stamp(HttpServletResponse response);

  abstract void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

  /** Answers an error in the words of this servlet's protocol. */
  abstract void fail(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException;
}
