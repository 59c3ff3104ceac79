/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.CredentialRenewal;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * The reader attempts to be told of credentials. With speculative execution a subtask has several,
 * and each is told by itself. Coordinator thread only.
 */
final class ReaderAttempts {
  private record Attempt(int subtask, int number) {}

  private final SplitEnumeratorContext<DeltaSharingSplit> context;
  private final List<Attempt> waiting = new ArrayList<>();

  /** The newest generation that all have been told of. */
  private final Map<StorageLocation, Long> told = new HashMap<>();

  ReaderAttempts(SplitEnumeratorContext<DeltaSharingSplit> context) {
    this.context = context;
  }

  /** Notes an attempt that asked before there was anything to grant. */
  void await(int subtask, int attempt) {
    waiting.add(new Attempt(subtask, attempt));
  }

  void grantWaiting(AccessGrant grant) {
    waiting.stream()
        // A subtask may have failed since it asked; its next attempt asks anew.
        .filter(it -> registered(it.subtask).contains(it.number))
        .forEach(it -> grant(it.subtask, it.number, grant));
    waiting.clear();
  }

  void grant(int subtask, int attempt, AccessGrant grant) {
    context.sendEventToSourceReader(subtask, attempt, grant);
  }

  /**
   * Tells all of a credential, once: each of a thousand readers that were refused the one before is
   * answered by the refresher, and all have heard then.
   */
  void renew(HeldCredential credential) {
    Long before = told.get(credential.location());
    if (before == null || before < credential.generation()) {
      told.put(credential.location(), credential.generation());
      tell(new CredentialRenewal(credential), subtask -> true);
    }
  }

  /** Sends an event to every attempt of the subtasks that it is meant for. */
  void tell(SourceEvent event, IntPredicate meant) {
    context
        .registeredReadersOfAttempts()
        .forEach(
            (subtask, running) -> {
              if (meant.test(subtask)) {
                running.keySet().forEach(it -> context.sendEventToSourceReader(subtask, it, event));
              }
            });
  }

  /** The attempts of a subtask that run now. */
  Set<Integer> registered(int subtask) {
    return context.registeredReadersOfAttempts().getOrDefault(subtask, Map.of()).keySet();
  }
}
