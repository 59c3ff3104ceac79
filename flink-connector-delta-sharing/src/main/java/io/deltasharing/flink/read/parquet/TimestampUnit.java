/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimestampType;

/**
 * What the integers of a column of timestamps count.
 *
 * @param isInstant whether from the epoch in UTC; else from its local time
 */
record TimestampUnit(Unit unit, boolean isInstant) {

  enum Unit {
    MILLIS,
    MICROS,
    NANOS
  }

  static Optional<TimestampUnit> of(SchemaNode leaf) {
    SchemaElement element = leaf.element();
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetTIMESTAMP()) {
      TimestampType timestamp = logical.getTIMESTAMP();
      return unit(timestamp).map(it -> new TimestampUnit(it, timestamp.isIsAdjustedToUTC()));
    }
    ConvertedType converted = element.getConverted_type();
    if (converted == ConvertedType.TIMESTAMP_MILLIS) {
      return Optional.of(new TimestampUnit(Unit.MILLIS, true));
    }
    if (converted == ConvertedType.TIMESTAMP_MICROS) {
      return Optional.of(new TimestampUnit(Unit.MICROS, true));
    }
    return Optional.empty();
  }

  private static Optional<Unit> unit(TimestampType timestamp) {
    if (timestamp.getUnit().isSetMILLIS()) {
      return Optional.of(Unit.MILLIS);
    }
    if (timestamp.getUnit().isSetMICROS()) {
      return Optional.of(Unit.MICROS);
    }
    return timestamp.getUnit().isSetNANOS() ? Optional.of(Unit.NANOS) : Optional.empty();
  }
}
