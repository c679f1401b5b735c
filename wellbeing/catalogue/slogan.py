"""Whether a page's title is a tool's name and its own slogan, rather than a page about the tool.

Genspark - The All-in-One AI Workspace      its own
Suno | AI Music Generator                   its own
Perplexity - What is the AI search engine?  about it
DeepSeek: Inside China's AI Chatbot         about it: behind a colon headlines go on
"""

from __future__ import annotations

import re

_NAME = re.compile(r"(?P<name>.{1,40}?) [-–—|·] (?P<slogan>.{4,80})")
_SEPARATOR = re.compile(r"\s[-–—|·]\s")
_OFFICIAL = re.compile(r"\s[-–—|]\s(?:Official (?:Web)?site|Home)$", re.IGNORECASE)
_AI = re.compile(r"\bAI\b|\bCoding Agent\b|\bKI\b|\bIA\b|\bИИ\b|人工智能|人工知能|生成AI|AI助手|AI智能")
_THING = re.compile(
    r"\bAI$|\b(?:productivity|generative|analysts?|websites?|websites & apps|creatives?|design(?:ers?)?|"
    r"assistants?|companions?|friends?|chat(?:bots?|s)?|generators?|makers?|builders?|"
    r"creators?|platform|workspace|"
    r"agents?|search|answer engine|research|story ?tellers?|writers?|writing|note ?takers?|music|songs?|"
    r"voices?|speech|"
    r"videos?|images?|art|photos?|characters?|studio|suite|tutor|detector|humanizer|paraphras\w+|"
    r"presentations?|slides|"
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
    r"careers|apps? (?:on|bei|sur|en|no|su|store)|on the app store|store|google play|youtube|reddit|wiki\w*|"
    r"policy|terms|status|privacy|"
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
    slogan = _OFFICIAL.sub("", found["slogan"])
    if _SEPARATOR.search(slogan):  # the name of a site follows
        return None
    fits = _AI.search(slogan) and _THING.search(slogan) and not _ABOUT.search(slogan)
    return found["name"].strip() if fits else None
