package org.nexusauth.contract.app;

import org.nexusauth.event.AnswerEvent;
import org.nexusauth.event.AnswerListener;

/** Records each answer to a genuine key. */
public final class RecordingAnswers implements AnswerListener {

  @Override
  public void onAnswer(AnswerEvent event) {
    Journal.add(event.requestId(), "answer " + event.outcome() + " of " + event.route());
  }
}
