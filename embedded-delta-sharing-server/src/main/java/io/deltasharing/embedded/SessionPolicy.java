/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

  /**
   * The location of a policy made by {@link #json}; formatting does not matter.
   *
   * @throws IllegalArgumentException for any other policy: what is not understood is not granted
   */
  static StorageLocation parse(String json) {
    try {
      JsonNode policy = Json.parse(json);
      String resource = policy.at("/Statement/0/Resource/0").asText();
      if (resource.startsWith(ARN) && resource.endsWith("/*")) {
        String path = resource.substring(ARN.length(), resource.length() - "/*".length());
        StorageLocation location = StorageLocation.parse("s3://" + path);
        if (policy.equals(Json.parse(json(location)))) {
          return location;
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The policy is not JSON", e);
    }
    throw new IllegalArgumentException(
        "Not a policy for one location; one is "
            + json(new StorageLocation("BUCKET", "share/schema/table")));
  }

  private static ObjectNode allow(ArrayNode statements, String action, String resource) {
    ObjectNode statement = statements.addObject().put("Effect", "Allow");
    statement.putArray("Action").add(action);
    statement.putArray("Resource").add(ARN + resource);
    return statement;
  }
}
