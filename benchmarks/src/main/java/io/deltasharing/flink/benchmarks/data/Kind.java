/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/** The types of flat columns, in the words of all who read or write them. */
public enum Kind {
  LONG("int64 %s", "\"long\""),
  INT("int32 %s", "\"integer\""),
  DECIMAL("int64 %s (DECIMAL(15,2))", "\"decimal(15,2)\""),
  DATE("int32 %s (DATE)", "\"date\""),
  TEXT("binary %s (STRING)", "\"string\"");

  private final String inFile;
  private final String inTable;

  Kind(String inFile, String inTable) {
    this.inFile = inFile;
    this.inTable = inTable;
  }

  String inFile(String name) {
    return "optional " + String.format(inFile, name) + ";";
  }

  String inTable() {
    return inTable;
  }

  public LogicalType type() {
    return switch (this) {
      case LONG -> new BigIntType();
      case INT -> new IntType();
      case DECIMAL -> new DecimalType(15, 2);
      case DATE -> new DateType();
      case TEXT -> new VarCharType(VarCharType.MAX_LENGTH);
    };
  }
}
