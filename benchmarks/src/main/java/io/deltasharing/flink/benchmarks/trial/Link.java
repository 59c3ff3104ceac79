/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

/** How a slow operator is joined to the source that it holds up. */
public enum Link {
  /** In the source's own task: a checkpoint waits for no row but the one being worked on. */
  CHAINED("chained"),

  /** In a task of its own: an aligned checkpoint waits for all rows in the buffers between. */
  EXCHANGED("exchange, aligned");

  private final String label;

  Link(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
