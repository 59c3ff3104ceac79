/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

/** A value of Delta's variant type, by its JSON text: without spaces, keys in order. */
record VariantText(String json) {}
