/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request on its way to its answer, and the ways in which the answer can go wrong. */
record Exchange(FaultyServlet servlet, HttpServletRequest request, HttpServletResponse response) {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /**
   * What a client gets from a network that wants its guests to log in first. It is not even XML,
   * lest S3 clients take it for an empty listing.
   */
  private static final String NONSENSE =
      "<html><body>Welcome to our guest network!<br></body></html>\n";

  private static final String JSON = "application/json; charset=utf-8";
  private static final int FLOOD_BYTES = 64 << 10;

  Instant now() {
    return servlet.now();
  }

  void answer() throws IOException {
    servlet.stamp(response);
    servlet.answer(request, response);
  }

  void fail(int status) throws IOException {
    servlet.stamp(response);
    servlet.fail(request, response, status);
  }

  void garble() throws IOException {
    servlet.stamp(response);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/html");
    response.getOutputStream().write(NONSENSE.getBytes(StandardCharsets.UTF_8));
  }

  /** Writing fails as soon as the client has hung up, or the server is closed. */
  void flood() throws IOException {
    servlet.stamp(response);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(JSON);
    byte[] more = " ".repeat(FLOOD_BYTES).getBytes(StandardCharsets.UTF_8);
    while (true) {
      response.getOutputStream().write(more);
    }
  }

  void answerWith(String json) throws IOException {
    servlet.stamp(response);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(JSON);
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }

  void redirect(int status, String target) {
    servlet.stamp(response);
    response.setStatus(status);
    response.setHeader("Location", target);
  }

  /** An answer without a body has no half to give: the connection is closed without any. */
  void cutOff() throws IOException {
    CapturedAnswer captured = new CapturedAnswer(response);
    new Exchange(servlet, request, captured).answer();
    byte[] body = captured.body();
    if (body.length > 0) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body, 0, body.length / 2);
      response.flushBuffer();
    }
    disconnect();
  }

  /**
   * Leaves the request unanswered for now.
   *
   * @return answers it, on a thread of the server
   */
  Runnable suspend() {
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    return () -> context.start(() -> resume(context));
  }

  private void resume(AsyncContext context) {
    try {
      answer();
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} {} was answered too late", request.getMethod(), request.getRequestURI(), e);
      disconnect();
    } finally {
      context.complete();
    }
  }

  private void disconnect() {
    ServletContextRequest.getServletContextRequest(request)
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
