/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.types.VariantType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaTypesTest {

  @ParameterizedTest
  @MethodSource
  void hasAFlinkType(DataType delta, String flink) {
    assertThat(DeltaTypes.toFlink(delta).asSummaryString()).isEqualTo(flink);
  }

  static Stream<Arguments> hasAFlinkType() {
    return Stream.of(
        arguments(BooleanType.BOOLEAN, "BOOLEAN"),
        arguments(ByteType.BYTE, "TINYINT"),
        arguments(ShortType.SHORT, "SMALLINT"),
        arguments(IntegerType.INTEGER, "INT"),
        arguments(LongType.LONG, "BIGINT"),
        arguments(FloatType.FLOAT, "FLOAT"),
        arguments(DoubleType.DOUBLE, "DOUBLE"),
        arguments(new DecimalType(1, 0), "DECIMAL(1, 0)"),
        arguments(new DecimalType(38, 38), "DECIMAL(38, 38)"),
        arguments(StringType.STRING, "STRING"),
        arguments(BinaryType.BINARY, "BYTES"),
        arguments(DateType.DATE, "DATE"),
        arguments(TimestampType.TIMESTAMP, "TIMESTAMP_LTZ(6)"),
        arguments(TimestampNTZType.TIMESTAMP_NTZ, "TIMESTAMP(6)"),
        arguments(new ArrayType(LongType.LONG, true), "ARRAY<BIGINT>"),
        arguments(new ArrayType(LongType.LONG, false), "ARRAY<BIGINT NOT NULL>"),
        arguments(
            new MapType(StringType.STRING, DateType.DATE, true), "MAP<STRING NOT NULL, DATE>"),
        arguments(
            new MapType(StringType.STRING, DateType.DATE, false),
            "MAP<STRING NOT NULL, DATE NOT NULL>"));
  }

  @Test
  void keepsNamesAndNullabilityOfNestedFields() {
    StructType struct =
        new StructType()
            .add("Id", LongType.LONG, false)
            .add("tags", new ArrayType(new StructType().add("k", StringType.STRING), true));
    assertThat(DeltaTypes.toFlink(struct).asSummaryString())
        .isEqualTo("ROW<`Id` BIGINT NOT NULL, `tags` ARRAY<ROW<`k` STRING>>>");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void refusesWhatThisFlinkDoesNotHave(DataType delta) {
    assumeThat(FlinkVariant.isThere()).isFalse();
    assertThatThrownBy(() -> DeltaTypes.toFlink(delta))
        .isInstanceOf(UnsupportedTypeException.class)
        .hasMessage("values of the Delta type variant cannot be read");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void hasVariantsWhereFlinkHas(DataType delta, String ofFlink) {
    assumeThat(FlinkVariant.isThere()).isTrue();
    assertThat(DeltaTypes.toFlink(delta).asSummaryString()).isEqualTo(ofFlink);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void hasTextsInPlaceOfVariants(DataType delta, String ofFlink) {
    assertThat(DeltaTypes.toFlink(delta, true).asSummaryString())
        .isEqualTo(ofFlink.replace("VARIANT", "STRING"));
  }

  static Stream<Arguments> variants() {
    return Stream.of(
        arguments(VariantType.VARIANT, "VARIANT"),
        arguments(new ArrayType(VariantType.VARIANT, true), "ARRAY<VARIANT>"),
        arguments(
            new MapType(StringType.STRING, VariantType.VARIANT, true),
            "MAP<STRING NOT NULL, VARIANT>"),
        arguments(new StructType().add("v", VariantType.VARIANT), "ROW<`v` VARIANT>"));
  }
}
