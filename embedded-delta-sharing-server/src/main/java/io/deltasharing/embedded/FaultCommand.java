/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A method of {@link Faults} as the admin endpoint knows it, with the fields that it takes. */
record FaultCommand(String fault, Answering action, List<String> fields) {

  private static final List<FaultCommand> ALL =
      List.of(
          silent(
              "fail",
              (f, o) -> f.fail(o.endpoint(), o.status(), o.times()),
              "endpoint",
              "status",
              "times"),
          silent(
              "delay",
              (f, o) -> f.delay(o.endpoint(), o.duration("delay"), o.times()),
              "endpoint",
              "delay",
              "times"),
          silent("garble", (f, o) -> f.garble(o.endpoint(), o.times()), "endpoint", "times"),
          silent("cutOff", (f, o) -> f.cutOff(o.endpoint(), o.times()), "endpoint", "times"),
          silent(
              "throttle",
              (f, o) ->
                  f.throttle(o.endpoint(), o.duration("retryAfter"), o.flag("asDate"), o.times()),
              "endpoint",
              "retryAfter",
              "asDate",
              "times"),
          silent("flood", (f, o) -> f.flood(o.endpoint(), o.times()), "endpoint", "times"),
          silent(
              "answerWith",
              (f, o) -> f.answerWith(o.endpoint(), o.text("body"), o.times()),
              "endpoint",
              "body",
              "times"),
          silent(
              "redirect",
              (f, o) -> f.redirect(o.endpoint(), o.status(), o.text("target"), o.times()),
              "endpoint",
              "status",
              "target",
              "times"),
          silent("hang", (f, o) -> f.hang(o.endpoint(), o.times()), "endpoint", "times"),
          silent("clear", (f, o) -> f.clear(o.endpoint()), "endpoint"),
          silent("expirationOffset", (f, o) -> f.expirationOffset(o.duration("offset")), "offset"),
          silent("expirationMissing", (f, o) -> f.expirationMissing(o.flag("missing")), "missing"),
          silent("clockOffset", (f, o) -> f.clockOffset(o.duration("offset")), "offset"),
          silent("revokeCredentials", FaultCommand::revokeCredentials, "location"),
          silent(
              "revokeAccess",
              (f, o) -> f.revokeAccess(o.text("table"), o.status()),
              "table",
              "status"),
          silent("restoreAccess", (f, o) -> f.restoreAccess(o.text("table")), "table"),
          answering(
              "rotateBearerToken",
              (faults, order, answer) -> answer.put("bearerToken", faults.rotateBearerToken())),
          silent("expireBearerToken", (f, o) -> f.expireBearerToken()),
          silent("expiredAs403", (f, o) -> f.expiredAs403(o.flag("cephDialect")), "cephDialect"));

  /** Does what is ordered, wholly or not at all, and says what there is to say about it. */
  static ObjectNode run(FaultOrder order, Faults faults) throws UsageException {
    FaultCommand command = of(order.fault());
    order.requireOnly(command.fields);
    ObjectNode answer = Json.object();
    try {
      command.action.run(faults, order, answer);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return answer;
  }

  private static FaultCommand silent(String fault, Silent action, String... fields) {
    return answering(fault, (faults, order, answer) -> action.run(faults, order), fields);
  }

  private static FaultCommand answering(String fault, Answering action, String... fields) {
    return new FaultCommand(fault, action, List.of(fields));
  }

  private static FaultCommand of(String fault) throws UsageException {
    return ALL.stream()
        .filter(command -> command.fault.equals(fault))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("'fault' is one of " + ALL + ", not '" + fault + "'"));
  }

  private static void revokeCredentials(Faults faults, FaultOrder order) throws UsageException {
    if (order.has("location")) {
      faults.revokeCredentials(order.text("location"));
    } else {
      faults.revokeCredentials();
    }
  }

  @Override
  public String toString() {
    return fault;
  }

  @FunctionalInterface
  interface Silent {
    void run(Faults faults, FaultOrder order) throws UsageException;
  }

  @FunctionalInterface
  interface Answering {
    void run(Faults faults, FaultOrder order, ObjectNode answer) throws UsageException;
  }
}
