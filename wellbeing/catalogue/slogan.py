"""Whether a page's title is a tool's name and its own slogan, rather than a page about the tool.

Genspark - The All-in-One AI Workspace      its own
Elicit: The AI Research Assistant           its own
Perplexity - What is the AI search engine?  about it
ChatGPT: Was die KI kann                    about it
"""

from __future__ import annotations

import re

_NAME = re.compile(r"(?P<name>.{1,40}?)(?: [-–—|·] |\s?(?P<mark>:) )(?P<slogan>.{4,80})")
_SEPARATOR = re.compile(r"\s[-–—|·]\s")
_LOWER = re.compile(r"\b[a-z]{4,}\b")
"""A longer word in lower case: slogans are written like titles."""
_AI = re.compile(r"\bAI\b|\bKI\b|\bIA\b|\bИИ\b|人工智能|人工知能|生成AI|AI助手|AI智能")
_THING = re.compile(
    r"\b(?:assistants?|companions?|friends?|chat(?:bots?|s)?|generators?|makers?|builders?|"
    r"creators?|platform|workspace|"
    r"agents?|search|answer engine|research|story ?tellers?|writers?|writing|note ?takers?|music|songs?|voices?|speech|"
    r"videos?|images?|art|photos?|characters?|studio|suite|tutor|detector|humanizer|paraphras\w+|presentations?|slides|"
    r"assistent\w*|begleiter\w*|generator\w*|asistente|compañer[oa]|assistente|companheir[oa]|compagn[oe]n?|"
    r"générateur|ассистент|помощник|генератор|asystent|generador|gerador|generatore|asistan\w*)\b"
    r"|助手|助理|生成|聊天|搜索|創作|创作|アシスタント|チャット|도우미|어시스턴트|مساعد",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:how|what|why|when|where|which|is|are|was|were|vs|versus|reviews?|reviewed|guides?|tutorials?|explained|"
    r"pricing|alternatives?|compar\w+|beginners?|courses?|tips|tricks|launch\w*|unveil\w*|announc\w*|says|said|sued?|"
    r"company|startup|start-up|behind|viral|billion|million|gets|will|raises?|bans?|"
    r"banned|lawsuit|update[sd]?|new|open source|download\w*|docs|documentation|api|news|jobs|"
    r"careers|apps?|app store|store|google play|youtube|reddit|wiki\w*|policy|terms|status|privacy|"
    r"was|wie|warum|kann|können|so|im test|test|anleitung|tipps|comment|qu'est|pourquoi|avis|"
    r"cómo|qué|por qué|como|come|cosa|perché|hoe|wat|waarom|jak|co to|czy|как|что|почему|nedir|nasıl)\b"
    r"|\?|使い方|とは|如何|怎么|什么|사용법|무엇|كيف|ما هو",
    re.IGNORECASE,
)


def named_with_slogan(title: str) -> str | None:
    """The name before the slogan; None where the title is not of that form, or tells about something."""
    found = _NAME.fullmatch(title)
    if found is None:
        return None
    slogan = found["slogan"]
    if found["mark"] == ":" and _LOWER.search(slogan):  # a headline
        return None
    if _SEPARATOR.search(slogan):  # the name of a site follows
        return None
    fits = _AI.search(slogan) and _THING.search(slogan) and not _ABOUT.search(slogan)
    return found["name"].strip() if fits else None
