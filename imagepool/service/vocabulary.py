"""The reader's words for codes that bring none of their own: states, findings, presets, acts."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

__all__ = ["VOCABULARY"]

Words = Mapping[str, LazyString]

_FINDING: Words = {
    "pass": _("fits"),
    "warn": _("take a look"),
    "fail": _("does not fit"),
    "not_applicable": _("does not apply"),
    "hint": _("a hint"),
    "overruled": _("overruled"),
}
_STANCE: Words = {
    "upheld": _("The rule is right"),
    "let_pass": _("Published without objection"),
    "overruled": _("Overruled"),
    "missed": _("Missed by the rule"),
}
_STATE: Words = {
    "draft": _("draft"),
    "in_review": _("in review"),
    "returned": _("returned to the photographer"),
    "published": _("published"),
    "rejected": _("rejected"),
    "withdrawn": _("withdrawn"),
}
_TERRITORY: Words = {
    "": _("everywhere"),
    "DE": _("in Germany"),
    "DACH": _("in Germany, Austria and Switzerland"),
    "EU": _("in the European Union"),
}
_RELEASE: Words = {
    "model": _("Person shown"),
    "guardian": _("Guardian of a child"),
    "property": _("Owner of the ground"),
    "artwork": _("Author of a work"),
    "house": _("House rules"),
}
_STANDING: Words = {
    "valid": _("given"),
    "requested": _("asked for"),
    "declined": _("declined"),
    "withdrawn": _("withdrawn"),
    "disputed": _("disputed"),
    "expired": _("expired"),
    "renewal_due": _("to be renewed"),
}
_ACTOR: Words = {  # who has no account; all others go by their address
    "link": _("by the link of the consent"),
    "receipt holder": _("who holds a receipt"),
    "requester": _("who asked"),
    "imagepool": _("the pool itself"),
}
_CONSENT: Words = {
    "web": _("On websites and in presentations"),
    "print": _("In print: newspapers, brochures, posters"),
    "social_media": _("In social media"),
    "video": _("In films"),
    "business": _("Also for businesses and paid advertising"),
    "naming": _("My name may stand beside it"),
}
_OUTCOME: Words = {
    "waiting": _("is being looked at"),
    "added": _("accepted for review"),
    "already_there": _("already in the pool"),
    "returned": _("please rework"),
    "refused": _("not accepted"),
}
_FACET: Words = {
    "district": _("District"),
    "municipality": _("Town or village"),
    "theme": _("Theme"),
    "season": _("Season"),
    "year": _("Year"),
    "orientation": _("Format"),
    "people": _("People in the picture"),
    "perspective": _("Perspective"),
    "color": _("Color"),
    "use": _("Usable for"),
    "license": _("License"),
    "photographer": _("Photographer"),
    "collection": _("Collection"),
}
_SORT: Words = {
    "relevance": _("Best match"),
    "newest": _("Newest first"),
    "most_used": _("Most used"),
    "best_style": _("Fits the image style best"),
}
_PRESET: Words = {
    "grid": _("Overview"),
    "preview": _("Preview"),
    "social": _("Social media"),
    "screen": _("Screen and website"),
    "print": _("Print"),
    "slide": _("Slide 16:9"),
    "original": _("Original"),
}
_MEDIUM: Words = {
    "plain": _("Credit line"),
    "caption": _("Caption on a web page"),
    "html": _("HTML"),
    "markdown": _("Markdown"),
    "print": _("Print"),
    "social": _("Post in social media"),
    "alt_text": _("Alternative text"),
}
_CONTRARY: Words = {
    "creator": _("another creator"),
    "copyright_notice": _("another copyright notice"),
    "credit_line": _("another credit line"),
    "licensor": _("another licensor"),
    "license_url": _("another license"),
    "usage_terms": _("other terms of use"),
    "data_mining": _("data mining forbidden"),
}
_ACT: Words = {
    "ingest": _("Taken in"),
    "publish": _("Published"),
    "return": _("Returned to the photographer"),
    "reject": _("Rejected"),
    "withdraw": _("Withdrawn"),
    "describe": _("Description changed"),
    "relocate": _("Placed anew by the region's map"),
    "collect": _("Put into a collection"),
    "take_out": _("Taken out of a collection"),
    "sign": _("Agreement signed"),
    "download": _("Downloaded"),
    "overrule": _("Rule overruled"),
    "uphold": _("Objection taken back"),
    "miss": _("Noted what a rule missed"),
    "judge": _("Judged again"),
    "declare": _("Questions answered"),
    "depict": _("Persons named"),
    "limit": _("Availability limited"),
    "request": _("Consent asked for"),
    "granted": _("Use allowed"),
    "declined": _("Request declined"),
    "revoke": _("Permission taken back"),
    "ask_release": _("Release asked for"),
    "link_release": _("New link for a release"),
    "note_release": _("Release noted"),
    "give_release": _("Release given"),
    "end_release": _("Release ended"),
    "drop_release": _("Release no longer asked for"),
    "rotate_key": _("Key replaced"),
    "revoke_key": _("Key revoked"),
    "erase": _("Person erased from the record"),
    "recall": _("Recalled"),
    "undo_recall": _("Recall undone"),
    "close_recall": _("Recall closed"),
    "answer_recall": _("A holder has answered the recall"),
    "restore": _("Restored"),
    "restamp": _("Files brought up to date"),
}
_LEVEL: Words = {
    "must": _("Must be so"),
    "should": _("Should be so"),
    "hint": _("Nice to have"),
}
_ANSWER: Words = {
    "allowed": _("Yes, you may."),
    "conditions": _("Yes, on conditions."),
    "ask": _("Please ask us first."),
    "refused": _("No, not for this use."),
}
_RULING: Words = {
    "allowed": _("Allowed"),
    "ask": _("Please ask first"),
    "refused": _("Not allowed"),
}
_MATCH: Words = {
    "exact": _("Yes, this very picture is ours."),
    "copy": _("Yes, this is a copy of a picture of ours."),
    "crop": _("Yes, this shows a part of a picture of ours."),
    "similar": _("No, but we have another shot of this scene."),
}

_REACHED: Words = {
    "sent": _("told by mail"),
    "unconfirmed": _("probably told: the mail server did not confirm"),
    "waiting": _("the mail waits"),
    "bounced": _("the mail came back"),
    "no_address": _("no address known"),
    "canceled": _("no longer needed"),
}

VOCABULARY: Mapping[str, Words] = {
    "finding": _FINDING,
    "stance": _STANCE,
    "state": _STATE,
    "territory": _TERRITORY,
    "release": _RELEASE,
    "standing": _STANDING,
    "actor": _ACTOR,
    "consent": _CONSENT,
    "outcome": _OUTCOME,
    "facet": _FACET,
    "sort": _SORT,
    "preset": _PRESET,
    "medium": _MEDIUM,
    "contrary": _CONTRARY,
    "act": _ACT,
    "level": _LEVEL,
    "answer": _ANSWER,
    "ruling": _RULING,
    "match": _MATCH,
    "reached": _REACHED,
}
