/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Makes rows in order, the same ones each time. */
abstract class Rows {

  /** As files have it. */
  abstract MessageType fileSchema();

  /** As the table's log has it, in Delta's JSON. */
  abstract String tableSchema();

  /** As Flink has it. */
  abstract RowType rowType();

  /** Writes the next row. */
  abstract void next(RecordConsumer out);

  /** The value by which the rows ascend, of the row that was written last. */
  abstract long key();

  static void write(RecordConsumer out, String name, int index, long value) {
    out.startField(name, index);
    out.addLong(value);
    out.endField(name, index);
  }

  static void write(RecordConsumer out, String name, int index, int value) {
    out.startField(name, index);
    out.addInteger(value);
    out.endField(name, index);
  }

  static void write(RecordConsumer out, String name, int index, double value) {
    out.startField(name, index);
    out.addDouble(value);
    out.endField(name, index);
  }

  static void write(RecordConsumer out, String name, int index, String value) {
    out.startField(name, index);
    out.addBinary(Binary.fromString(value));
    out.endField(name, index);
  }
}
