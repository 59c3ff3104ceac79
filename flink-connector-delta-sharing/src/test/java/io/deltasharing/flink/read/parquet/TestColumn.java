/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.Random;
import java.util.function.Function;

/**
 * A column of a test's files.
 *
 * @param form its field in a file's schema, with %s for its repetition, if it can be chosen
 * @param type in a table's schema, as JSON
 * @param values makes one, in the form of {@link io.deltasharing.flink.read.kernel.RowValues}; hex
 *     texts begin with "hex:"
 * @param isReadByKernel whether Kernel's reader knows it as well
 */
record TestColumn(
    String name,
    String form,
    String type,
    Function<Random, Object> values,
    boolean isReadByKernel) {

  boolean canBeRequired() {
    return form.startsWith("%s");
  }

  /** Whether its values are the same by the file's schema as by the table's. */
  boolean isSameInFile() {
    return !name.equals("wide") && !name.equals("f32d") && !name.equals("d9w");
  }

  String field(boolean optional) {
    return form.replace("%s", optional ? "optional" : "required").replace("NAME", name);
  }

  /** The field in a table's schema. */
  String json() {
    return "{\"name\":\"" + name + "\",\"type\":" + type + ",\"nullable\":true,\"metadata\":{}}";
  }
}
