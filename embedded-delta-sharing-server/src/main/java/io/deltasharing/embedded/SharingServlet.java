/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sharing API: checks the bearer token and sends each call to its endpoint. */
final class SharingServlet extends HttpServlet {

  static final String PREFIX = "/delta-sharing/";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SharingServlet.class);

  private final transient BearerToken bearerToken;
  private final transient ListingEndpoints listings;
  private final transient TableEndpoints tables;
  private final transient VendingEndpoint vending;
  private final transient Counters counters;
  private final transient Clock clock;

  SharingServlet(
      BearerToken bearerToken,
      ListingEndpoints listings,
      TableEndpoints tables,
      VendingEndpoint vending,
      Counters counters,
      Clock clock) {
    this.bearerToken = bearerToken;
    this.listings = listings;
    this.tables = tables;
    this.vending = vending;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Clients count a credential's lifetime from this header. The store's answers keep the
    // machine's
    // time instead, which signatures are checked against.
    response.setHeader("Date", RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    answer(request).send(response);
  }

  private SharingAnswer answer(HttpServletRequest request) throws IOException {
    try {
      SharingCall call = SharingCall.of(request, PREFIX);
      counters.requested(call.kind());
      authenticate(call);
      return answer(call);
    } catch (SharingError e) {
      return e.answer();
    } catch (RuntimeException e) {
      // The servlet's edge: what nobody foresaw is the protocol's INTERNAL_ERROR.
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
      return SharingError.internal("The server failed: " + e).answer();
    }
  }

  private void authenticate(SharingCall call) throws SharingError {
    if (!bearerToken.matches(call.header("Authorization"))) {
      counters.refused(RefusalKind.UNAUTHENTICATED);
      throw SharingError.unauthenticated("The bearer token is missing or wrong");
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
