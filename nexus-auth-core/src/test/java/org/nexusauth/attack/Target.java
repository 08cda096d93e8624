package org.nexusauth.attack;

import java.util.List;
import org.nexusauth.decision.Decision;

/** What is attacked: a gate, or one with a fault of our making. */
interface Target {
  Decision decide(List<String> values);
}
