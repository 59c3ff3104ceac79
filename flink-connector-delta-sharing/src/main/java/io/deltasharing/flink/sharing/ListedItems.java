/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The items of listings. One whose name breaks the protocol's rules is left out with a warning: it
 * cannot be addressed, but must not hide the others.
 */
final class ListedItems {
  private static final Logger LOG = LoggerFactory.getLogger(ListedItems.class);

  private ListedItems() {}

  static Optional<Share> share(AnswerObject item) {
    return named("share", item, ObjectNames.shareProblem(item.requiredText("name")))
        .map(name -> new Share(name, item.text("id")));
  }

  static Optional<String> schemaName(AnswerObject item) {
    return named("schema", item, ObjectNames.undottedProblem(item.requiredText("name")));
  }

  /**
   * @param share the one that was asked for: servers may leave it out, or give it in another case
   */
  static Optional<SharedTable> table(AnswerObject item, String share) {
    return table(item, share, item.requiredText("schema"));
  }

  static Optional<SharedTable> table(AnswerObject item, String share, String schema) {
    Optional<String> problem =
        ObjectNames.undottedProblem(schema)
            .or(() -> ObjectNames.undottedProblem(item.requiredText("name")));
    return named("table", item, problem)
        .map(name -> table(item, new SharedTableName(share, schema, name)));
  }

  private static SharedTable table(AnswerObject item, SharedTableName name) {
    return new SharedTable(
        name,
        item.text("id"),
        item.text("location"),
        item.texts("auxiliaryLocations"),
        AccessMode.among(item.texts("accessModes")));
  }

  private static Optional<String> named(String kind, AnswerObject item, Optional<String> problem) {
    String name = item.requiredText("name");
    problem.ifPresent(
        words ->
            LOG.warn(
                "Leaving out the {} '{}' that {} lists: its name {}.",
                kind,
                SafeText.of(name),
                item.origin().server(),
                words));
    return problem.isPresent() ? Optional.empty() : Optional.of(name);
  }
}
