/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

/** A value of Delta's variant type, by its JSON text, as Spark writes it. */
record VariantText(String json) {}
