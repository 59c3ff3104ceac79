/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What enumerator and readers tell each other while a job runs. Carries credentials, so none of it
 * prints them.
 */
@NullMarked
package io.deltasharing.flink.source.event;

import org.jspecify.annotations.NullMarked;
