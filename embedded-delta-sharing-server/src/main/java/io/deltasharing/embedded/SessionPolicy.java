/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The inline policy that narrows an assumed role to reading one location. */
final class SessionPolicy {

  private static final String ARN = "arn:aws:s3:::";

  private SessionPolicy() {}

  /** Allows GetObject of the location's keys, and ListBucket of its own prefix and longer ones. */
  static String json(StorageLocation location) {
    ObjectNode policy = Json.object().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    allow(statements, "s3:GetObject", location.bucket() + '/' + location.path() + "/*");
    allow(statements, "s3:ListBucket", location.bucket())
        .putObject("Condition")
        .putObject("StringLike")
        .putArray("s3:prefix")
        .add(location.path())
        .add(location.path() + "/*");
    return policy.toString();
  }

  private static ObjectNode allow(ArrayNode statements, String action, String resource) {
    ObjectNode statement = statements.addObject().put("Effect", "Allow");
    statement.putArray("Action").add(action);
    statement.putArray("Resource").add(ARN + resource);
    return statement;
  }
}
