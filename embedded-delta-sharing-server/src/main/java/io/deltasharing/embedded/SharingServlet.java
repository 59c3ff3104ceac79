/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sharing API: checks the bearer token and sends each call to its endpoint. */
final class SharingServlet extends FaultyServlet {

  static final String PREFIX = "/delta-sharing/";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SharingServlet.class);

  private final transient Access access;
  private final transient ListingEndpoints listings;
  private final transient TableEndpoints tables;
  private final transient VendingEndpoint vending;
  private final transient Clock clock;

  SharingServlet(
      Access access,
      ListingEndpoints listings,
      TableEndpoints tables,
      VendingEndpoint vending,
      Clock clock,
      AnswerFaults faults,
      Counters counters) {
    super(faults, counters);
    this.access = access;
    this.listings = listings;
    this.tables = tables;
    this.vending = vending;
    this.clock = clock;
  }

  @Override
  RequestKind kind(HttpServletRequest request) {
    try {
      return SharingCall.of(request, PREFIX).kind();
    } catch (SharingError e) {
      return RequestKind.UNKNOWN_ENDPOINT;
    }
  }

  @Override
  Instant now() {
    return clock.instant();
  }

  /** Clients count a credential's lifetime from this header. */
  @Override
  void stamp(HttpServletResponse response) {
    response.setHeader("Date", HttpDate.of(now()));
  }

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer(request).send(response);
  }

  @Override
  void fail(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    SharingError.ofStatus(status, "Injected: this call fails with " + status)
        .answer()
        .send(response);
  }

  private SharingAnswer answer(HttpServletRequest request) throws IOException {
    try {
      SharingCall call = SharingCall.of(request, PREFIX);
      access.check(call);
      return answer(call);
    } catch (SharingError e) {
      return e.answer();
    } catch (RuntimeException e) {
      // The servlet's edge: what nobody foresaw is the protocol's INTERNAL_ERROR.
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
      return SharingError.internal("The server failed: " + e).answer();
    }
  }

  private SharingAnswer answer(SharingCall call) throws SharingError, IOException {
    return switch (call.kind()) {
      case LIST_SHARES -> listings.shares(call);
      case GET_SHARE -> listings.share(call);
      case LIST_SCHEMAS -> listings.schemas(call);
      case LIST_TABLES -> listings.tables(call);
      case LIST_ALL_TABLES -> listings.allTables(call);
      case TABLE_VERSION -> tables.version(call);
      case TABLE_METADATA -> tables.metadata(call);
      case TABLE_QUERY, TABLE_CHANGES -> throw tables.refuseUrlAccess(call);
      case TEMPORARY_CREDENTIALS -> vending.vend(call);
      default ->
          throw SharingError.notFound(
              "No such endpoint: "
                  + call.request().getMethod()
                  + ' '
                  + call.request().getRequestURI()
                  + " (the API begins at "
                  + PREFIX
                  + "shares)");
    };
  }
}
