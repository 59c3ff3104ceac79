/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Faults and counters for other processes of this machine. It asks for no token: there would be
 * none to ask for after a rotation.
 */
final class AdminServlet extends HttpServlet {

  static final String PATHS = "/admin/*";
  static final String FAULTS = "/admin/faults";
  static final String COUNTERS = "/admin/counters";

  private static final long serialVersionUID = 1L;

  private final transient Faults faults;
  private final transient Counters counters;

  AdminServlet(Faults faults, Counters counters) {
    this.faults = faults;
    this.counters = counters;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request).send(response);
  }

  private SharingAnswer answer(HttpServletRequest request) throws IOException {
    try {
      return answer(request.getMethod() + ' ' + request.getRequestURI(), request);
    } catch (UsageException e) {
      return SharingError.invalidParameter(String.valueOf(e.getMessage())).answer();
    }
  }

  private SharingAnswer answer(String call, HttpServletRequest request)
      throws UsageException, IOException {
    return switch (call) {
      case "POST " + FAULTS ->
          SharingAnswer.json(200, FaultCommand.run(FaultOrder.parse(body(request)), faults));
      case "DELETE " + FAULTS -> {
        faults.clear();
        yield SharingAnswer.json(200, Json.object());
      }
      case "GET " + COUNTERS -> SharingAnswer.json(200, counters.json());
      default ->
          SharingError.notFound(
                  "No such endpoint: "
                      + call
                      + " (there are POST and DELETE "
                      + FAULTS
                      + ", GET "
                      + COUNTERS
                      + ")")
              .answer();
    };
  }

  private static String body(HttpServletRequest request) throws IOException {
    return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
