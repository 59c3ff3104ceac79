/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * Flink's type VARIANT and its values. Flink has them from 2.1 on, and the Flink that we are
 * compiled against has not: they are looked up by their names, once.
 */
public final class FlinkVariant {
  /** The option by which variants are read as JSON text. */
  public static final String OPTION = "scan.variant.as-json";

  private static final String ROOT = "VARIANT";
  private static final @Nullable MethodHandle TYPE =
      constructor("org.apache.flink.table.types.logical.VariantType");
  private static final @Nullable MethodHandle VALUE =
      constructor("org.apache.flink.types.variant.BinaryVariant", byte[].class, byte[].class);

  private FlinkVariant() {}

  /** Whether this Flink has it. */
  public static boolean isThere() {
    return TYPE != null && VALUE != null;
  }

  /** Whether a type is VARIANT. */
  static boolean is(LogicalType type) {
    return type.getTypeRoot().name().equals(ROOT);
  }

  /** The type VARIANT, nullable; empty if this Flink does not have it. */
  static Optional<LogicalType> type() {
    return isThere() ? Optional.of((LogicalType) made(TYPE)) : Optional.empty();
  }

  /** A value in Flink's internal form. Its bytes are looked at when it is asked for something. */
  static Object value(byte[] metadata, byte[] value) {
    try {
      return made(VALUE, value, metadata);
    } catch (RuntimeException e) {
      throw VariantException.refused(e);
    }
  }

  private static @Nullable MethodHandle constructor(String className, Class<?>... parameters) {
    try {
      Class<?> type = Class.forName(className, true, LogicalType.class.getClassLoader());
      return MethodHandles.publicLookup()
          .findConstructor(type, MethodType.methodType(void.class, parameters));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static Object made(@Nullable MethodHandle constructor, Object... arguments) {
    if (constructor == null) {
      throw new IllegalStateException("this Flink has no type VARIANT; it came with Flink 2.1");
    }
    try {
      return constructor.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Flink makes no VARIANT", e);
    }
  }
}
