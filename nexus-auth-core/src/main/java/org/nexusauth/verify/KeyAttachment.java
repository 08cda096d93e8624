package org.nexusauth.verify;

/** What the limiter of a gate keeps with a verified key, so that it need not look it up again. */
public interface KeyAttachment {}
